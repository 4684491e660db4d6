import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createMessageSender } from "#app/gateways/message-sender.server.ts";
import type { Message } from "#app/services/ports.ts";
import { type Inbox, startInbox } from "#app/simulators/inbox/inbox.ts";

let inbox: Inbox;
let sender: ReturnType<typeof createMessageSender>;
/** For many at once: a busy machine may be slow, and that is not what is tested. */
let patient: typeof sender;

beforeAll(async () => {
  inbox = await startInbox({ port: 0, smtpPort: 0 });
  const to = {
    smtpUrl: inbox.smtpUrl,
    mailFrom: "no-reply@pay.example.com",
    smsGatewayUrl: inbox.smsUrl,
  };
  sender = createMessageSender({ ...to, providerTimeoutMs: 2_000 });
  patient = createMessageSender({ ...to, providerTimeoutMs: 60_000 });
});
afterAll(async () => {
  sender.close();
  patient.close();
  await inbox.close();
});
beforeEach(() => control("reset", {}));

const mail: Message = {
  id: "0198-mail",
  channel: "email",
  to: "lin.jing@example.com",
  locale: "zh-CN",
  subject: "您的验证码，十分钟内有效；这一行写得长一些，好让标题折成几行再接回来",
  text: "您好，林静：\n\n您的验证码是 204816。\n.一个点开头的行\n",
  html: "<p>您好，林静：</p><p>验证码 <b>204816</b> = &lt;ok&gt;</p>",
  senderName: "青禾银行",
};
const sms: Message = {
  id: "0198-sms",
  channel: "sms",
  to: "+8613800138000",
  locale: "zh-CN",
  subject: "",
  text: "【青禾银行】验证码204816，10分钟内有效。",
};

async function control(path: string, body: object): Promise<void> {
  const answer = await fetch(`${inbox.origin}/_sim/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}
const get = async (path: string): Promise<unknown> =>
  (await fetch(`${inbox.origin}${path}`)).json();
const list = (to: string): Promise<unknown> => get(`/messages?to=${encodeURIComponent(to)}`);

describe("mail", () => {
  test("arrives as it was written, with locale, in exactly the promised form", async () => {
    expect(await sender.send(mail)).toEqual({
      outcome: "ok",
      reference: "<0198-mail@pay.example.com>",
    });
    expect(await list("Lin.Jing@example.com")).toEqual([
      {
        to: mail.to,
        channel: "email",
        locale: "zh-CN",
        subject: mail.subject,
        text: mail.text.trimEnd(),
        html: mail.html,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      },
    ]);
    expect(await list("somebody.else@example.com")).toEqual([]);
  });

  test("carries attachments under names in any script", async () => {
    const content = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 256));
    const filename = "还款协议书（签署副本）2026年11月19日.pdf";
    const attachments = [{ filename, contentType: "application/pdf", content }];
    await sender.send({ ...mail, attachments });
    const [stored] = (await get("/_sim/messages")) as [{ attachments: { path: string }[] }];
    expect(stored.attachments).toMatchObject([
      { filename, contentType: "application/pdf", bytes: 3000 },
    ]);
    const file = await fetch(inbox.origin + stored.attachments[0]!.path);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(content);
  });

  test("goes to one address, whatever the address holds", async () => {
    for (const between of [", ", ";", "\r\nBcc: ", "> <"]) {
      const to = `a@example.com${between}b@example.com`;
      expect(await sender.send({ ...mail, to })).toMatchObject({ reason: "recipient-refused" });
    }
    expect(await list("")).toEqual([]);
  });

  test("keeps the order, newest last, also when many go at once", async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const sends = numbers.map((n) => patient.send({ ...mail, id: `m${n}`, text: `${n}` }));
    expect((await Promise.all(sends)).map((one) => one.outcome)).toEqual(sends.map(() => "ok"));
    expect(await list(mail.to)).toHaveLength(40);
    await patient.send({ ...mail, text: "last" });
    expect(((await list(mail.to)) as { text: string }[]).at(-1)?.text).toBe("last");
  });

  test.each([
    ["refuse", "refused", 0],
    ["busy", "unknown", 0],
    ["drop-before", "unknown", 0],
    ["drop-after", "unknown", 1],
    ["hang", "unknown", 0],
  ])("that meets %s is %s, never repeated by itself, and goes through next", async (...given) => {
    const [mode, outcome, arrived] = given;
    await control("fail-next", { channel: "email", mode });
    expect(await sender.send(mail)).toMatchObject({ outcome });
    expect(await list(mail.to)).toHaveLength(arrived);
    expect(await sender.send(mail)).toMatchObject({ outcome: "ok" });
  });
});

describe("SMS", () => {
  test("arrives with its locale", async () => {
    expect(await sender.send(sms)).toMatchObject({ outcome: "ok", reference: /^sms-/ });
    const { to, channel, locale, subject, text } = sms;
    expect(await list(sms.to)).toEqual([
      { to, channel, locale, subject, text, html: "", at: expect.any(String) },
    ]);
    expect(await get(`/messages?to=${sms.to}`)).toHaveLength(1);
  });

  test("is sent once, however often the same id is tried", async () => {
    await control("fail-next", { channel: "sms", mode: "drop-after" });
    expect(await sender.send(sms)).toMatchObject({ outcome: "unknown" });
    expect(await sender.send(sms)).toMatchObject({ outcome: "ok" });
    expect(await sender.send(sms)).toMatchObject({ outcome: "ok" });
    expect(await list(sms.to)).toHaveLength(1);
  });

  test.each([
    ["refuse", { outcome: "refused", reason: "recipient-refused" }],
    ["busy", { outcome: "unknown" }],
    ["drop-before", { outcome: "unknown" }],
    ["hang", { outcome: "unknown" }],
    ["html", { outcome: "unknown" }],
  ])("that meets %s says so", async (mode, outcome) => {
    await control("fail-next", { channel: "sms", mode });
    expect(await sender.send(sms)).toMatchObject(outcome);
  });

  test("to no number, or with no text, is refused", async () => {
    expect(await sender.send({ ...sms, to: "13800" })).toMatchObject({
      outcome: "refused",
      reason: "recipient-refused",
    });
    expect(await sender.send({ ...sms, text: "" })).toMatchObject({
      outcome: "refused",
      reason: "message-refused",
    });
  });
});

test("a channel that is not configured refuses", async () => {
  const none = createMessageSender({
    smtpUrl: undefined,
    mailFrom: "no-reply@pay.example.com",
    smsGatewayUrl: undefined,
    providerTimeoutMs: 300,
  });
  for (const message of [mail, sms]) {
    expect(await none.send(message)).toMatchObject({
      outcome: "refused",
      reason: "channel-not-configured",
    });
  }
});

test("nobody listening is unknown, not an exception", async () => {
  const lost = await startInbox({ port: 0, smtpPort: 0 });
  await lost.close();
  const away = createMessageSender({
    smtpUrl: lost.smtpUrl,
    mailFrom: "no-reply@pay.example.com",
    smsGatewayUrl: lost.smsUrl,
    providerTimeoutMs: 300,
  });
  expect(await away.send(mail)).toMatchObject({ outcome: "unknown" });
  expect(await away.send(sms)).toMatchObject({ outcome: "unknown" });
  away.close();
});

describe("the inbox page", () => {
  test("shows messages in both languages, escaped, with links that can be followed", async () => {
    await sender.send({ ...sms, text: "<b>看</b> https://pay.example.com/l/abc?x=1&y=2。" });
    for (const [language, words] of [
      ["zh-CN", "短信"],
      ["en", "Text message"],
    ] as const) {
      const answer = await fetch(`${inbox.origin}/?to=${encodeURIComponent(sms.to)}`, {
        headers: { "accept-language": language },
      });
      const html = await answer.text();
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain(words);
      expect(html).toContain("&lt;b&gt;看&lt;/b&gt;");
      expect(html).toContain('<a href="https://pay.example.com/l/abc?x=1&amp;y=2" ');
      expect(html).not.toContain("<script");
    }
  });
});
