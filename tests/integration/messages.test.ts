import { beforeEach, describe, expect, it } from "vitest";
import { findContact } from "#app/db/stores/contacts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { messageKinds, noticeOf } from "#app/services/messages/notice-of.server.ts";
import { type OutgoingMessage, queueMessage } from "#app/services/messages/queue-message.server.ts";
import { renderMessage } from "#app/services/messages/render-message.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { someDebtor } from "../support/debtor.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let people: Awaited<ReturnType<typeof someDebtor>>;

const brand = { phone: "400-000-0123", name: { "zh-CN": "样本银行", en: "Sample Bank" } };
const params = {
  url: "https://pay.example.com/l/secret",
  expires: "19 December 2026",
  code: "271828",
  minutes: "10",
  amount: "¥123.45",
  date: "19 November 2026",
  receiptNo: "R-1",
  words: "words",
  what: "dispute",
  firstDueOn: "1 December 2026",
  unlocksAt: "14:30",
  reason: "too low",
  due: "2026年12月20日",
  goesOn: "在2026年12月23日以前付上，计划照旧。",
  cureBy: "2027年1月7日",
  from: "2026年12月20日",
  to: "2026年12月28日",
  until: "2026年12月19日",
  name: "Ann Sample",
  interest: "Interest is counted as before.",
};

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime, { brand });
  people = await someDebtor(runtime, portfolio, 1);
});

/** Noon in Shanghai unless the test moves the clock. */
async function queue(message: Partial<OutgoingMessage> = {}) {
  const whole: OutgoingMessage = {
    portfolio,
    debtor: people.debtor,
    accountId: people.account.id,
    kind: "link",
    channel: "email",
    params,
    ...message,
  };
  const queued = await db.transaction((tx) => queueMessage(runtime, tx, whole));
  if (!queued.ok) throw new Error(queued.error);
  return queued.value;
}

async function jobs(): Promise<unknown[]> {
  return db.query("select key from graphile_worker.jobs where task_identifier = 'send-message'");
}

describe("queueing a message", () => {
  it("records the rule that allowed it, and seals the text until it has gone", async () => {
    const { contactId, allowed, rule } = await queue();
    expect([allowed, rule]).toEqual([true, "cn-rules-kept"]);
    const row = await findContact(db, contactId);
    expect(row).toMatchObject({
      state: "queued",
      class: "contact",
      kind: "link",
      channel: "email",
      toMasked: "p***@example.com",
      rule: "cn-rules-kept",
      locale: "zh-CN",
    });
    expect(row?.sealed?.includes("secret")).toBe(false);
    expect(await jobs()).toContainEqual({ key: `send-message:${contactId}` });
    expect(await sendMessage(runtime, contactId, false)).toBe("sent");
    expect(runtime.sent).toEqual([
      expect.objectContaining({ id: contactId, channel: "email", to: "p1@example.com" }),
    ]);
    expect(await findContact(db, contactId)).toMatchObject({ state: "sent", sealed: null });
  });

  it("records the rule that blocked it, and sends nothing", async () => {
    runtime.clock.set("2026-11-19T15:30:00Z");
    const { contactId, allowed, rule, until } = await queue({ channel: "sms" });
    expect([allowed, rule]).toEqual([false, "cn-hours"]);
    expect(new Date(until!).toISOString()).toBe("2026-11-20T00:00:00.000Z");
    expect(await findContact(db, contactId)).toMatchObject({ state: "blocked", sealed: null });
    expect(await jobs()).not.toContainEqual({ key: `send-message:${contactId}` });
    expect(await sendMessage(runtime, contactId, false)).toBe("over");
    expect(runtime.sent).toEqual([]);
  });

  it("lets what the debtor asked for through at any hour, held or opted out", async () => {
    runtime.clock.set("2026-11-19T15:30:00Z");
    await db.query("update debtor set opt_out = '{email,sms}' where id = $1", [people.debtor.id]);
    people = { ...people, debtor: (await findDebtor(db, people.debtor.id))! };
    expect(await queue({ kind: "link" })).toMatchObject({ rule: "channel-refused" });
    expect(await queue({ kind: "code" })).toMatchObject({ allowed: true, rule: "service-message" });
  });

  it("sends nothing at all to somebody who is not the debtor", async () => {
    await db.query("update debtor set wrong_person = true where id = $1", [people.debtor.id]);
    people = { ...people, debtor: (await findDebtor(db, people.debtor.id))! };
    expect(await queue({ kind: "code" })).toMatchObject({ allowed: false, rule: "wrong-person" });
  });

  it("obeys a hold that stops notices", async () => {
    await db.query(
      `insert into hold (id, account_id, portfolio_id, kind, effects, from_on, reason, set_by)
       values ($1, $2, $3, 'dispute', '{notices}', '2026-11-01', 'test', 'system')`,
      [runtime.ids.next(), people.account.id, portfolio.id],
    );
    expect(await queue()).toMatchObject({ allowed: false, rule: "hold:dispute", until: null });
  });

  it("knows when there is no address, and records nothing", async () => {
    const { debtor } = await someDebtor(runtime, portfolio, 2, { email: "", phone: "12345" });
    for (const channel of ["email", "sms"] as const) {
      const message = {
        portfolio,
        debtor,
        accountId: null,
        kind: "code",
        channel,
        params,
      } as const;
      expect(await db.transaction((tx) => queueMessage(runtime, tx, message))).toEqual({
        ok: false,
        error: "no-address",
      });
    }
    expect(
      await db.query("select 1 from contact_record where debtor_id = $1", [debtor.id]),
    ).toEqual([]);
  });

  it("is undone with the transaction that it is part of", async () => {
    const before = (await jobs()).length;
    const message = { portfolio, debtor: people.debtor, accountId: null, params } as const;
    const work = db.transaction(async (tx) => {
      await queueMessage(runtime, tx, { ...message, kind: "code", channel: "email" });
      throw new Error("undone");
    });
    await expect(work).rejects.toThrow("undone");
    expect((await jobs()).length).toBe(before);
  });
});

describe("sending a message", () => {
  it("tries again under the same id while it is unknown whether it arrived", async () => {
    const { contactId } = await queue({ kind: "code" });
    runtime.answers.push({ outcome: "unknown", detail: "timeout" });
    expect(await sendMessage(runtime, contactId, false)).toBe("again");
    expect(await findContact(db, contactId)).toMatchObject({ state: "queued", tries: 1 });
    expect(await sendMessage(runtime, contactId, false)).toBe("sent");
    expect(runtime.sent.map(({ id }) => id)).toEqual([contactId, contactId]);
    expect(await sendMessage(runtime, contactId, false)).toBe("over");
    expect(runtime.sent).toHaveLength(2);
  });

  it("ends with a refusal, or with the last try", async () => {
    const refused = await queue({ kind: "code" });
    runtime.answers.push({ outcome: "refused", reason: "recipient-refused", detail: "550" });
    expect(await sendMessage(runtime, refused.contactId, false)).toBe("refused");
    const unknown = await queue({ kind: "code" });
    runtime.answers.push({ outcome: "unknown", detail: "timeout" });
    expect(await sendMessage(runtime, unknown.contactId, true)).toBe("refused");
    for (const { contactId } of [refused, unknown]) {
      expect(await findContact(db, contactId)).toMatchObject({ state: "refused", sealed: null });
    }
  });

  it("carries its attachments", async () => {
    const content = Buffer.from([0, 255, 7]);
    const attachments = [{ filename: "a.pdf", contentType: "application/pdf", content }];
    const { contactId } = await queue({ kind: "agreement", attachments });
    await sendMessage(runtime, contactId, false);
    expect(runtime.sent[0]?.attachments).toEqual(attachments);
  });
});

describe("the words of a message", () => {
  const words = (kind: (typeof messageKinds)[number], channel: "email" | "sms", locale: string) =>
    renderMessage({ portfolio, kind, channel, params }, locale);

  it.each(messageKinds)("%s: whole in both languages, no debt in a subject or an SMS", (kind) => {
    for (const locale of ["zh-CN", "en"]) {
      const mail = words(kind, "email", locale);
      const sms = words(kind, "sms", locale);
      for (const text of [mail.subject, mail.text, sms.text]) expect(text).not.toMatch(/\{\{|^$/);
      for (const text of [mail.subject, sms.text]) {
        expect(text).not.toContain(params.amount);
        expect(text).not.toMatch(/debt|owe|overdue|balance|欠|逾期|余额|催收/i);
      }
      expect(sms.subject).toBe("");
      const brandName = locale === "en" ? "Sample Bank" : "样本银行";
      expect(mail.text).toContain(brandName);
      expect(sms.text).toContain(brandName);
    }
  });

  it("says how to stop what asks for something, and only that", () => {
    for (const kind of messageKinds) {
      const asks = noticeOf[kind].class === "contact";
      expect(/to stop/i.test(words(kind, "email", "en").text)).toBe(asks);
      expect(/不想再收到/.test(words(kind, "sms", "zh-CN").text)).toBe(asks);
    }
  });

  it("serves a language that is not translated in the portfolio's", () => {
    expect(words("code", "email", "fr").subject).toBe("样本银行：您要的验证码");
  });

  it("lets no value become markup", () => {
    const hostile = { ...params, code: "<img src=x>" };
    const { html } = renderMessage(
      { portfolio, kind: "code", channel: "email", params: hostile },
      "en",
    );
    expect(html).not.toContain("<img");
  });
});
