import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { formTokenField, keptField } from "#app/components/forms/page-form.tsx";
import { cookieName } from "#app/http/cookies.server.ts";
import { formToken, visitCookie } from "#app/http/csrf.server.ts";
import { knownVisit, requireDebtor } from "#app/http/debtor-guard.server.ts";
import { readForm } from "#app/http/forms.server.ts";
import { keepAnswered } from "#app/http/typed-forms.server.ts";
import { action as beginAnew } from "#app/routes/debtor/begin-anew/route.ts";
import { loader as openLink } from "#app/routes/debtor/link/route.ts";
import { loader as askVisit, action as onVisit } from "#app/routes/debtor/visit/route.ts";
import { forgetOldDrafts } from "#app/services/drafts/forget-old-drafts.server.ts";
import { keepDraft } from "#app/services/drafts/keep-draft.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { visitLeftMs } from "#app/services/identity/visit-left.server.ts";
import { keptDrafts, unsentForm } from "#app/services/reading/drafts.server.ts";
import { home } from "#app/services/reading/home.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { browser, type SentForm, sentForm } from "../support/sent-form.ts";
import { enter, someAccount, tokenOf, verifiedToken, visit } from "../support/visitor.ts";

const db = withTestDatabase();
const minute = 60_000;
const day = 24 * 60 * minute;
const schema = z.object({ words: z.string("required").min(5, "required") });

let runtime: TestRuntime;
let accountId: string;
let token: string;
let who: Visit;
let debtorId: string;
let page: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  token = await verifiedToken(runtime, accountId);
  who = await visit(runtime, token);
  debtorId = who.debtor.id;
  page = `/a/${accountId}/tell`;
});

const post = (sent: Partial<SentForm>) => sentForm(runtime, { to: page, token, ...sent });

const contextOf = () => ({ runtime, locale: "zh-CN" }) as unknown as AppLoadContext;

/** What an action does, and the page that answers where it does not lead on. */
async function send(sent: Partial<SentForm>): Promise<string> {
  const request = post(sent);
  const context = contextOf();
  try {
    await requireDebtor(request, context);
  } catch (thrown) {
    return (thrown as Response).headers.get("Location") ?? "";
  }
  const form = await readForm(request, context, schema);
  if (form.ok) return "done";
  await keepAnswered(request, context, await knownVisit(context));
  return "refused";
}

const kept = async (name = "") =>
  (await keptDrafts(runtime, debtorId, page)).find((one) => one.name === name)?.values;
const words = { [keptField]: "yes", words: "三月起没有收入" };

describe("a long form", () => {
  test("sent after the visit has ended is there again after proving again", async () => {
    runtime.clock.advance(16 * minute);
    expect(await send({ fields: words })).toBe("/ended?why=idle");
    expect(await kept()).toEqual({ words: ["三月起没有收入"] });
    expect(await unsentForm(runtime, who)).toMatchObject({ href: page });
  });

  test("with files, sent too late, keeps the words", async () => {
    runtime.clock.advance(16 * minute);
    await send({ fields: words, files: true });
    expect(await kept()).toEqual({ words: ["三月起没有收入"] });
  });

  test("refused is kept, and forgotten once it is sent", async () => {
    expect(await send({ fields: { ...words, words: "短", code: "123456" } })).toBe("refused");
    expect(await kept()).toEqual({ words: ["短"] });
    expect(await send({ fields: words })).toBe("done");
    expect(await kept()).toBeUndefined();
  });

  test("in which nothing stands is none that waits", async () => {
    const empty = { [keptField]: "yes", act: "add", words: " " };
    expect(await send({ fields: empty })).toBe("refused");
    expect([await kept(), await unsentForm(runtime, who)]).toEqual([undefined, null]);
    await send({ fields: { ...words, words: "短" } });
    expect(await kept()).toBeDefined();
    await send({ fields: empty });
    expect(await unsentForm(runtime, who)).toBeNull();
  });

  test("that is none leaves nothing behind", async () => {
    await send({ fields: { words: "短" } });
    runtime.clock.advance(16 * minute);
    await send({ fields: { words: "三月起没有收入" } });
    expect(await kept()).toBeUndefined();
  });

  test("is kept for nobody who never got inside, nor without the page's token", async () => {
    const stranger = await enter(runtime, await tokenOf(runtime, accountId));
    runtime.clock.advance(16 * minute);
    expect(await send({ token: stranger, fields: words })).toBe("/ended?why=idle");
    await send({ fields: { ...words, [formTokenField]: "forged" } });
    expect(await kept()).toBeUndefined();
  });

  test("is sealed, of this debtor alone, and forgotten after seven days", async () => {
    const debtor = (await visit(runtime, token)).debtor;
    await keepDraft(runtime, debtor, page, { words: ["三月起没有收入"] });
    const rows = await db.query<{ sealed: Buffer }>(
      "select sealed from form_draft where debtor_id = $1",
      [debtorId],
    );
    expect(rows.map(({ sealed }) => sealed.toString("utf8").includes("收入"))).toEqual([false]);
    expect(await keptDrafts(runtime, runtime.ids.next(), page)).toEqual([]);
    runtime.clock.advance(7 * day - 1);
    expect(await kept()).toBeDefined();
    runtime.clock.advance(1);
    expect(await kept()).toBeUndefined();
    expect(await forgetOldDrafts(runtime)).toBeGreaterThan(0);
  });

  test("one of many: the oldest go, so that nobody fills the table", async () => {
    const debtor = (await visit(runtime, token)).debtor;
    for (let n = 0; n < 25; n += 1) await keepDraft(runtime, debtor, `/n/${n}`, { n: ["1"] });
    const text = "select count(*)::int as count from form_draft where debtor_id = $1";
    expect(await db.query(text, [debtorId])).toEqual([{ count: 20 }]);
  });
});

describe("the forms of one page", () => {
  const named = (names: string, text: string) => ({ [keptField]: names, words: text });

  test("are told apart by their names, sent late too", async () => {
    await send({ fields: named("add", "短") });
    runtime.clock.advance(16 * minute);
    await send({ fields: named("again", "还是不够用"), files: true });
    expect(await kept("add")).toEqual({ words: ["短"] });
    expect(await kept("again")).toEqual({ words: ["还是不够用"] });
    expect(await kept()).toBeUndefined();
    expect(await keptDrafts(runtime, debtorId, `${page}/more`)).toEqual([]);
  });

  test("that stands in another's place forgets what both held once it is sent", async () => {
    await send({ fields: named("add again", "短") });
    expect(await kept("add")).toEqual({ words: ["短"] });
    expect(await send({ fields: named("again add", "还是不够用") })).toBe("done");
    expect(await kept("add")).toBeUndefined();
  });

  test("begin anew each by itself", async () => {
    await send({ fields: named("add", "短") });
    await send({ fields: named("again", "更短") });
    const request = post({ to: "/visit/begin-anew", fields: { form: `${page}#add` } });
    const answer = await beginAnew({ request, context: contextOf(), params: {} });
    expect((answer as Response).headers.get("Location")).toBe(page);
    expect([await kept("add"), await kept("again")]).toEqual([undefined, { words: ["更短"] }]);
  });

  test("have no name that a page of ours would not give", async () => {
    await send({ fields: named("../../x #y", "短") });
    expect(await kept()).toEqual({ words: ["短"] });
  });
});

describe("the page's script", () => {
  const typed = { ...words, page: "" };
  const said = async (fields: Record<string, string>, whose = token) => {
    const request = post({ to: "/visit", token: whose, fields });
    const answer = await onVisit({ request, context: contextOf(), params: {} });
    return (await answer.json()) as { leftMs: number };
  };

  test("keeps what stands in a form, and the visit alive", async () => {
    runtime.clock.advance(14 * minute);
    expect(await visitLeftMs(runtime, token)).toBe(minute);
    expect(await said({ ...typed, page })).toEqual({ leftMs: 15 * minute });
    expect(await kept()).toEqual({ words: ["三月起没有收入"] });
  });

  test("says which form of a page it was", async () => {
    await said({ ...typed, page, [keptField]: "add again" });
    expect([await kept(), await kept("add")]).toEqual([undefined, { words: ["三月起没有收入"] }]);
  });

  test("brings back no words of a form that was sent meanwhile", async () => {
    const shown = String(runtime.clock.now());
    runtime.clock.advance(minute);
    expect(await send({ fields: words })).toBe("done");
    runtime.clock.advance(1000);
    await said({ ...typed, page, shown });
    expect(await kept()).toBeUndefined();
    expect(await unsentForm(runtime, who)).toBeNull();
    // The page that came after it is another, and what is typed into it is new.
    await said({ ...typed, page, shown: String(runtime.clock.now()) });
    expect(await kept()).toEqual({ words: ["三月起没有收入"] });
  });

  test("keeps what stands on another page that stayed open since", async () => {
    const shown = String(runtime.clock.now());
    runtime.clock.advance(minute);
    await send({ fields: words });
    runtime.clock.advance(2 * minute);
    await said({ ...typed, page, shown });
    expect(await kept()).toEqual({ words: ["三月起没有收入"] });
  });

  test("keeps what a form that was refused holds by now", async () => {
    const shown = String(runtime.clock.now());
    runtime.clock.advance(minute);
    expect(await send({ fields: { ...words, words: "短" } })).toBe("refused");
    await said({ ...typed, page, shown });
    expect(await kept()).toEqual({ words: ["三月起没有收入"] });
  });

  test("hears that the visit has ended, and its last words are kept", async () => {
    runtime.clock.advance(15 * minute);
    expect(await said({ ...typed, page })).toEqual({ leftMs: 0 });
    expect(await kept()).toEqual({ words: ["三月起没有收入"] });
  });

  test("asks how long there is without lengthening it", async () => {
    runtime.clock.advance(10 * minute);
    expect(await visitLeftMs(runtime, token)).toBe(5 * minute);
    expect(await visitLeftMs(runtime, token)).toBe(5 * minute);
    expect(await visitLeftMs(runtime, "unknown")).toBe(0);
  });
});

describe("somebody else who comes in with the same browser", () => {
  /** Opens a link where a visit is there already; answers the cookies that the browser gets. */
  async function open(linkToken: string): Promise<Record<string, string | null>> {
    const { headers } = post({ fields: {} });
    const request = new Request(`http://127.0.0.1/l/${linkToken}`, { headers });
    const params = { token: linkToken };
    const answer = (await openLink({ request, context: contextOf(), params })) as Response;
    const pairs = answer.headers.getSetCookie().map((one) => one.split(";")[0]?.split("=") ?? []);
    return { ...Object.fromEntries(pairs), to: answer.headers.get("Location") };
  }
  const visitName = () => cookieName(visitCookie, runtime.settings);
  /** The answer holds no word of the form, and no page takes it by a second press. */
  const foreign = { ok: false, error: { values: {}, errors: { "": ["form-of-before"] } } };

  test("is kept no word of a page that stood open, and none of its forms is theirs", async () => {
    const theirs = await someAccount(runtime, await somePortfolio(runtime));
    const opened = await open(await tokenOf(runtime, theirs.accountId));
    expect(opened.to).toBe("/start");
    const forms = opened[visitName()];
    expect(forms).toMatch(/^[\w-]{22}$/);
    const next = await verifiedToken(runtime, theirs.accountId);
    const { debtor } = await visit(runtime, next);
    const late = { token: next, forms: forms ?? "", fields: { ...words, page } };
    const said = onVisit({
      request: post({ to: "/visit", ...late }),
      context: contextOf(),
      params: {},
    });
    await expect(said).rejects.toMatchObject({ status: 403 });
    expect(await send(late)).toBe("refused");
    expect(await readForm(post(late), contextOf(), schema)).toEqual(foreign);
    expect(await keptDrafts(runtime, debtor.id, page)).toEqual([]);
    const headers = new Headers(post(late).headers);
    headers.set("form-token", formToken(browser, runtime.settings));
    const asks = new Request("http://127.0.0.1/visit", { headers });
    const asked = askVisit({ request: asks, context: contextOf(), params: {} });
    await expect(asked).rejects.toMatchObject({ status: 403 });
  });

  test("is not the same person who opens the link anew: their forms stand", async () => {
    const link = await tokenOf(runtime, accountId);
    expect(await open(link)).toEqual({ to: `/home?account=${accountId}` });
    runtime.clock.advance(16 * minute);
    const anew = await open(link);
    expect(anew).toHaveProperty(cookieName("debtor", runtime.settings));
    expect(anew).not.toHaveProperty(visitName());
    expect(anew.to).toBe("/start");
  });

  test("nor is who opens a link about another debt: that debt is shown, unrecorded", async () => {
    const ref = who.debtor.ref;
    const second = await someAccount(runtime, who.portfolio, { jointDebtorRefs: [ref] });
    const link = await tokenOf(runtime, second.accountId, debtorId);
    expect(await open(link)).toEqual({ to: `/home?account=${second.accountId}` });
    const shown = await home(runtime, await visit(runtime, token), second.accountId);
    expect(shown).toMatchObject({ accountId: second.accountId });
    const text = "select type from event where account_id = $1 and type = 'link.opened'";
    expect(await db.query(text, [second.accountId])).toEqual([]);
  });
});
