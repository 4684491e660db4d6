import type { AppLoadContext } from "@remix-run/node";
import { beforeEach, describe, expect, it } from "vitest";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { noSupport } from "#app/domain/notices/support.ts";
import { action, loader } from "#app/routes/debtor/stop/route.tsx";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { queueMessage } from "#app/services/messages/queue-message.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import { optOutUrl } from "#app/services/preferences/opt-out-token.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { stopMessages, stopPage } from "#app/services/preferences/stop-messages.server.ts";
import { contactRecord } from "#app/services/reading/contact-record.server.ts";
import { preferencesPage } from "#app/services/reading/preferences.server.ts";
import { timeline } from "#app/services/reading/timeline.server.ts";
import { tellSupport } from "#app/services/support/tell-support.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Awaited<ReturnType<typeof somePortfolio>>;
let accountId: string;
let who: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  who = await verified(runtime, accountId);
});

const debtorNow = async () => (await findDebtor(db, who.debtor.id))!;

async function queueLink(channel: "email" | "sms" = "email") {
  const message = {
    portfolio,
    debtor: await debtorNow(),
    accountId,
    kind: "link",
    channel,
  } as const;
  const params = { url: "https://x.example/l/1", expires: "1 Dec" };
  const queued = await db.transaction((tx) => queueMessage(runtime, tx, { ...message, params }));
  if (!queued.ok) throw new Error(queued.error);
  return queued.value;
}

async function events(type: string) {
  const text = "select data from event where account_id = $1 and type = $2 order by account_seq";
  return (await db.query<{ data: object }>(text, [accountId, type])).map(({ data }) => data);
}

describe("a link that stops messages", () => {
  it("stands in each message that asks for something, and works without a sign-in", async () => {
    const { contactId } = await queueLink();
    await sendMessage(runtime, contactId, false);
    const url = optOutUrl(runtime, { debtorId: who.debtor.id, channel: "email" });
    expect(runtime.sent.at(-1)).toMatchObject({ stopUrl: url, text: expect.stringContaining(url) });
    const token = url.split("/stop/")[1]!;
    expect(await stopPage(runtime, token)).toMatchObject({ channel: "email", stopped: false });
    expect(await stopMessages(runtime, token)).toEqual({ ok: true, value: undefined });
    await stopMessages(runtime, token);
    expect((await debtorNow()).optOut).toEqual(["email"]);
    expect(await events("preference.changed")).toEqual([
      { debtorRef: who.debtor.ref, refusedChannels: ["email"] },
    ]);
    expect(await queueLink()).toMatchObject({ allowed: false, rule: "channel-refused" });
    expect(await queueLink("sms")).toMatchObject({ allowed: true });
  });

  it("is worth nothing when a character differs, and stops nothing else", async () => {
    const token = optOutUrl(runtime, { debtorId: who.debtor.id, channel: "sms" }).split(
      "/stop/",
    )[1]!;
    const bytes = Buffer.from(token, "base64url");
    for (const place of [0, 16, 17, 32]) {
      const other = Buffer.from(bytes);
      other[place] = (other[place]! + 1) % 256;
      expect(await stopMessages(runtime, other.toString("base64url"))).toMatchObject({ ok: false });
    }
    expect(await stopMessages(runtime, "")).toMatchObject({ ok: false });
    expect((await debtorNow()).optOut).toEqual([]);
  });
});

describe("preferences", () => {
  it("are obeyed by the next message, and told only where they changed", async () => {
    const hours = { fromMinute: 10 * 60, toMinute: 11 * 60 };
    await savePreferences(runtime, who, { locale: "en", refused: [], hours });
    await savePreferences(runtime, who, { locale: "en", refused: [], hours });
    expect(await events("preference.changed")).toEqual([
      {
        debtorRef: who.debtor.ref,
        locale: "en",
        contactHours: { from: "10:00", to: "11:00" },
      },
    ]);
    expect(await queueLink()).toMatchObject({ allowed: false, rule: "agreed-hours" });
    const again = { ...who, debtor: await debtorNow() };
    expect(await preferencesPage(runtime, again)).toMatchObject({ locale: "en", hours });
    await savePreferences(runtime, who, { locale: "en", refused: ["sms"], hours: null });
    expect(await queueLink("sms")).toMatchObject({ rule: "channel-refused" });
    expect(await queueLink()).toMatchObject({ allowed: true });
  });

  it("are audited and told where the hours alone changed, from either page", async () => {
    const hours = { fromMinute: 8 * 60 + 30, toMinute: 24 * 60 };
    const plain = { locale: who.debtor.locale, refused: [] };
    await savePreferences(runtime, who, { ...plain, hours });
    await savePreferences(runtime, who, { ...plain, hours: null });
    const support = { ...noSupport, needs: ["call-times"] as const, hours };
    await tellSupport(runtime, who, support);
    await tellSupport(runtime, who, { ...support, note: "晚上方便" });
    const { ref: debtorRef } = who.debtor;
    const contactHours = { from: "08:30", to: "24:00" };
    expect(await events("preference.changed")).toEqual([
      { debtorRef, contactHours },
      { debtorRef, contactHours: null },
      { debtorRef, contactHours },
    ]);
    const audited = await db.query<{ detail: object }>(
      "select detail from audit where action = 'preference.changed' and subject = $1 order by id",
      [`debtor:${who.debtor.id}`],
    );
    expect(audited.map(({ detail }) => detail)).toEqual([
      { contactHours, how: "portal" },
      { contactHours: null, how: "portal" },
      { contactHours, how: "portal" },
    ]);
  });

  it("are saved all or not at all", async () => {
    const broken = () => {
      throw new Error("sealing fails");
    };
    const failing = { ...runtime, sealer: { ...runtime.sealer, seal: broken } };
    const hours = { fromMinute: 600, toMinute: 660 };
    const wanted = { locale: "en", refused: ["sms"] as const, hours };
    await expect(savePreferences(failing, who, wanted)).rejects.toThrow(/sealing fails/);
    expect(await debtorNow()).toMatchObject({ locale: "zh-CN", optOut: [] });
    expect(await events("preference.changed")).toEqual([]);
    const support = { ...noSupport, needs: ["language"] as const, language: "English" };
    await expect(tellSupport(failing, who, support)).rejects.toThrow(/sealing fails/);
    expect(await debtorNow()).toMatchObject({ locale: "zh-CN" });
  });

  it("show each contact with the rule that let it go or stopped it", async () => {
    await queueLink();
    await savePreferences(runtime, who, { locale: "zh-CN", refused: ["sms"], hours: null });
    await queueLink("sms");
    expect(await contactRecord(runtime, who.actor)).toMatchObject([
      {
        channel: "sms",
        allowed: false,
        rule: "channel-refused",
        source: expect.stringContaining("CFR"),
      },
      { channel: "email", allowed: true, rule: "cn-rules-kept", source: "GB/T 45251-2025" },
    ]);
    const reader = { ...who.actor, debtorRef: who.debtor.ref };
    const all = await timeline(runtime, reader, { limit: 20, messages: true });
    const rules = all.flatMap(({ contact }) => (contact === null ? [] : [contact.rule]));
    expect(rules).toEqual(["channel-refused", "cn-rules-kept"]);
  });
});

describe("the page behind such a link", () => {
  const at = (path: string, init?: RequestInit) => ({
    request: new Request(`https://pay.example.com${path}`, init),
    context: { runtime, locale: "en" } as unknown as AppLoadContext,
  });

  it("changes nothing when a scanner opens it, and stops by one click", async () => {
    const path = new URL(optOutUrl(runtime, { debtorId: who.debtor.id, channel: "email" }))
      .pathname;
    const params = { token: path.split("/").pop()! };
    const seen = await loader({ ...at(path), params });
    expect(seen).toMatchObject({ channel: "email", stopped: false });
    expect(JSON.stringify(seen)).not.toContain(who.debtor.ref);
    expect((await debtorNow()).optOut).toEqual([]);
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    const answer = await action({ ...at(path, { method: "POST", body }), params });
    expect(answer).toMatchObject({ status: 303 });
    expect((await debtorNow()).optOut).toEqual(["email"]);
    const unknown = { params: { token: "AAAA" }, ...at("/stop/AAAA") };
    await expect(loader(unknown)).rejects.toMatchObject({ status: 404 });
    await expect(action(unknown)).rejects.toMatchObject({ status: 404 });
  });
});
