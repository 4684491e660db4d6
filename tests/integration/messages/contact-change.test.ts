import { beforeEach, describe, expect, it } from "vitest";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { action } from "#app/routes/debtor/contact-change/route.tsx";
import { askContactChange } from "#app/services/contacts/ask-contact-change.server.ts";
import { openPerson } from "#app/services/debtors/person.server.ts";
import { checkCode } from "#app/services/identity/check-code.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { requestCode } from "#app/services/identity/request-code.server.ts";
import { codeStep } from "#app/services/reading/code-step.server.ts";
import { contactChangePage } from "#app/services/reading/contact-change.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { ask, outcomeOf } from "../../support/staff.ts";
import {
  address,
  codeTo,
  sendAll,
  someAccount,
  verifiedToken,
  visit,
} from "../../support/visitor.ts";

const db = withTestDatabase();
const hourMs = 3_600_000;
let runtime: TestRuntime;
let accountId: string;
let token: string;
let who: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  token = await verifiedToken(runtime, accountId);
  who = await visit(runtime, token);
});

const debtorNow = async () => (await findDebtor(db, who.debtor.id))!;
const contactsNow = async () => {
  const { email, phone } = openPerson(runtime, await debtorNow());
  return { email, phone };
};

async function events(type: string) {
  const text = "select data from event where account_id = $1 and type = $2 order by account_seq";
  return (await db.query<{ data: object }>(text, [accountId, type])).map(({ data }) => data);
}

/** The digits that the newest message of all carries. */
async function codeSent(): Promise<string> {
  await sendAll(runtime, who.debtor.id);
  return /\d{6}/.exec(runtime.sent.at(-1)?.text ?? "")?.[0] ?? "";
}

async function atLevel2(): Promise<void> {
  const text = await codeTo(runtime, who, "sign", "email");
  const checked = await checkCode(runtime, who, "sign", { text, address });
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  token = checked.value.sessionToken;
  who = await visit(runtime, token);
}

/** Posts the form of the page on which a contact is changed. */
function post(channel: "email" | "sms", form: Readonly<Record<string, string>>): Promise<unknown> {
  const path = `/preferences/contacts/${channel}`;
  const asked = { path, params: { channel }, token, area: "debtor", form } as const;
  return ask(runtime, action as Parameters<typeof ask>[1], asked);
}

describe("a contact that is changed", () => {
  it("counts after its code came back, is told to the old, lifts after 72 hours", async () => {
    await atLevel2();
    const before = openPerson(runtime, who.debtor);
    const wanted = { channel: "email", text: " New.One@example.org ", locale: "en" } as const;
    expect(await askContactChange(runtime, who, wanted)).toEqual({ ok: true, value: undefined });
    expect(openPerson(runtime, await debtorNow()).email).toBe(before.email);
    const code = await codeSent();
    expect(runtime.sent.at(-1)?.to).toBe("New.One@example.org");
    expect(outcomeOf(await post("email", { step: "confirm", code }))).toMatch(/^303 .*changed=1/);
    const debtor = await debtorNow();
    expect(openPerson(runtime, debtor)).toEqual({ ...before, email: "New.One@example.org" });
    expect(await events("contact.changed")).toMatchObject([
      { debtorRef: who.debtor.ref, channel: "email", to: "N***@example.org" },
    ]);
    await sendAll(runtime, who.debtor.id);
    expect(runtime.sent.slice(-2).map(({ to }) => to)).toEqual([before.email, before.phone]);

    const later = { ...who, debtor };
    expect(await codeStep(runtime, later, "sign")).toMatchObject({ email: null });
    expect(await requestCode(runtime, later, "sign", { channel: "email", locale: "en" })).toEqual({
      ok: false,
      error: { reason: "new-contact" },
    });
    runtime.clock.advance(72 * hourMs);
    expect(await codeStep(runtime, later, "sign")).toMatchObject({ email: "N***@example.org" });
  });

  it("is refused when it is no contact, or the one on file", async () => {
    await atLevel2();
    const { email } = openPerson(runtime, who.debtor);
    const ask = (channel: "email" | "sms", text: string) =>
      askContactChange(runtime, who, { channel, text, locale: "en" });
    expect(await ask("email", "nobody")).toEqual({ ok: false, error: "not-an-email" });
    expect(await ask("email", "a@b.c, d@e.f")).toEqual({ ok: false, error: "not-an-email" });
    expect(await ask("email", email!)).toEqual({ ok: false, error: "same-contact" });
    expect(await ask("sms", "12")).toEqual({ ok: false, error: "not-a-phone" });
  });

  it("cannot be asked for at level 1", async () => {
    const wanted = { channel: "email", text: "x@example.org", locale: "en" } as const;
    await expect(askContactChange(runtime, who, wanted)).rejects.toThrow(/level 2/);
  });

  it("does not make a visit level 2 by the code that went to the new contact", async () => {
    await atLevel2();
    await askContactChange(runtime, who, { channel: "email", text: "n@example.org", locale: "en" });
    const code = await codeSent();
    runtime.clock.advance(9 * 60_000);
    const given = { text: code, address, changing: "email" } as const;
    const checked = await checkCode(runtime, who, "contact", given);
    if (!checked.ok) throw new Error("refused");
    expect((await visit(runtime, checked.value.sessionToken)).actor.level).toBe(2);
    runtime.clock.advance(7 * 60_000);
    expect((await visit(runtime, checked.value.sessionToken)).actor.level).toBe(1);
  });
});

describe("the code for a new contact", () => {
  const neverProven = "never-proven@example.net";
  const ownPhone = "+8613900000009";

  it("puts no other contact in force than the one it went to", async () => {
    await atLevel2();
    const before = await contactsNow();
    await post("email", { step: "ask", contact: neverProven });
    await post("sms", { step: "ask", contact: ownPhone });
    const code = await codeSent();
    expect(runtime.sent.at(-1)?.to).toBe(ownPhone);
    const refused = await post("email", { step: "confirm", code });
    expect(refused).toMatchObject({
      data: { refused: { errors: { code: ["code-ask-first"] } } },
      init: { status: 422 },
    });
    expect(await contactsNow()).toEqual(before);
    expect(await contactChangePage(runtime, who, "email")).toMatchObject({ sentTo: null });
    await post("sms", { step: "confirm", code });
    expect(await contactsNow()).toEqual({ ...before, phone: ownPhone });
    expect(await events("contact.changed")).toMatchObject([{ channel: "sms" }]);
  });

  it("is refused where no change of that channel was asked for", async () => {
    await atLevel2();
    const before = await contactsNow();
    await post("sms", { step: "ask", contact: ownPhone });
    const refused = await post("email", { step: "confirm", code: await codeSent() });
    expect(refused).toMatchObject({ data: { refused: { errors: { code: ["code-ask-first"] } } } });
    expect(await contactsNow()).toEqual(before);
  });

  it("of a form in another purpose confirms nothing", async () => {
    await atLevel2();
    const before = await contactsNow();
    await post("email", { step: "ask", contact: neverProven });
    const text = await codeTo(runtime, who, "sign", "sms");
    const given = { text, address, changing: "email" } as const;
    expect(await checkCode(runtime, who, "sign", given)).toMatchObject({ ok: true });
    expect(await contactsNow()).toEqual(before);
  });

  it("opens the newest change alone, where one was asked for after it", async () => {
    await atLevel2();
    await post("email", { step: "ask", contact: neverProven });
    const older = await codeSent();
    runtime.clock.advance(1000);
    await post("email", { step: "ask", contact: "second@example.net" });
    const newer = await codeSent();
    const before = await contactsNow();
    await post("email", { step: "confirm", code: older });
    expect(await contactsNow()).toEqual(before);
    await post("email", { step: "confirm", code: newer });
    expect(await contactsNow()).toEqual({ ...before, email: "second@example.net" });
  });
});
