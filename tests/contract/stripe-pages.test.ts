import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { order, startPair, value } from "./stripe-support.ts";

/** The hosted pages by plain requests, as a browser without script makes them. */
describe("the simulator's payment page without script", () => {
  let simulator: StripeSimulator;
  let provider: PaymentProvider;
  beforeAll(async () => {
    ({ simulator, provider } = await startPair());
  });
  afterAll(() => simulator.close());

  const card = { method: "card", number: "4242 4242 4242 4242", expiry: "12/34", cvc: "123" };
  const start = async (change = {}): Promise<{ url: string; reference: string }> => {
    const { redirectUrl, reference } = value(await provider.startPayment(order(change)));
    return { url: redirectUrl, reference };
  };
  const get = async (url: string, language = "en"): Promise<Response> =>
    fetch(url, { headers: { "accept-language": language }, redirect: "manual" });
  const post = (url: string, form: Record<string, string>): Promise<Response> =>
    fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  const onward = (answer: Response): string => {
    expect(answer.status).toBe(303);
    return new URL(answer.headers.get("location") ?? "", simulator.origin).href;
  };
  const status = async (reference: string): Promise<string> =>
    value(await provider.fetchPayment(reference)).status;

  test.each([
    ["zh-CN", "模拟的 Stripe 页面", "¥600.00", "先不付，返回"],
    ["en", "No money moves", "CN¥600.00", "Go back without paying"],
  ])("in %s: says that nothing is real, the sum, a way back", async (locale, ...texts) => {
    const { url } = await start({ locale });
    const answer = await get(url, "fr");
    const html = await answer.text();
    for (const text of texts) expect(html).toContain(text);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toContain('href="http://127.0.0.1:9/pay"');
    expect(html).not.toMatch(/<script|style=/);
  });

  test("auto follows the browser, and the switch wins", async () => {
    const { url } = await start({ locale: "ug" });
    expect(await (await get(url, "zh-CN,zh;q=0.9")).text()).toContain('lang="zh-CN"');
    expect(await (await get(url, "de")).text()).toContain('<html lang="en">');
    expect(await (await get(`${url}?lang=zh-CN`, "de")).text()).toContain('<html lang="zh-CN">');
  });

  test("its policy lets the form end at the shop and nowhere else", async () => {
    const { url } = await start();
    const policy = (await get(url)).headers.get("content-security-policy");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:9;");
    expect(policy).toContain("default-src 'none'");
  });

  test("a good card pays and returns with the session's id", async () => {
    const { url, reference } = await start({ locale: "en" });
    expect(onward(await post(url, card))).toBe(`http://127.0.0.1:9/return?session=${reference}`);
    expect(await status(reference)).toBe("succeeded");
    expect(await (await get(url)).text()).toContain("This payment is done");
    const again = await post(url, card);
    expect(onward(again)).toContain(reference);
    const intent = value(await provider.fetchPayment(reference)).intentId;
    const charges = Object.values(simulator.state.memory.charges);
    expect(charges.filter((one) => one.payment_intent === intent)).toHaveLength(1);
  });

  test("declined, told why, then paid on the same page", async () => {
    const { url, reference } = await start({ locale: "en" });
    const back = onward(await post(url, { ...card, number: "4000000000009995" }));
    expect(await (await get(back)).text()).toContain("not enough money on this card");
    expect(await status(reference)).toBe("open");
    onward(await post(url, card));
    expect(await status(reference)).toBe("succeeded");
  });

  test.each([
    ["number", { number: "4242424242424241" }, "Check the card number."],
    ["number", { number: "4111111111111111" }, "Only the test cards"],
    ["expiry", { expiry: "1334" }, "Write month and year"],
    ["expiry", { expiry: "01/20" }, "has passed"],
    ["cvc", { cvc: "1" }, "3 or 4 digits"],
  ])("a wrong %s is told at the field; the rest stays typed", async (name, change, text) => {
    const { url, reference } = await start({ locale: "en" });
    const answer = await post(url, { ...card, name: "<Lin>", ...change });
    const html = await answer.text();
    expect(html).toContain(text);
    expect(html).toMatch(new RegExp(`id="${name}"[^>]+aria-describedby="${name}-fault"`));
    expect(html).toContain("&lt;Lin&gt;");
    expect(html).not.toContain('value="123"');
    expect((await provider.fetchPayment(reference)).kind).toBe("ok");
    expect(value(await provider.fetchPayment(reference)).intentId).toBeNull();
  });

  test.each([
    ["pass", "succeeded", "/return"],
    ["refuse", "open", "/c/pay/"],
    ["abandon", "open", "http://127.0.0.1:9/pay"],
  ])("3-D Secure: %s → %s", async (answer, state, where) => {
    const { url, reference } = await start();
    const bank = onward(await post(url, { ...card, number: "4000002500003155" }));
    expect(bank).toContain("/c/3ds/pi_");
    expect((await get(bank)).status).toBe(200);
    expect(onward(await post(bank, { answer }))).toContain(where);
    expect(await status(reference)).toBe(state);
  });

  test("Alipay: its page, then paid, or on its way", async () => {
    const [now, later] = [await start(), await start()];
    const pay = onward(await post(now.url, { method: "alipay" }));
    expect(pay).toContain("/c/alipay/");
    onward(await post(pay, { answer: "pass" }));
    expect(await status(now.reference)).toBe("succeeded");
    const wait = onward(await post(later.url, { method: "alipay" }));
    onward(await post(wait, { answer: "later" }));
    expect(await status(later.reference)).toBe("processing");
  });

  test("WeChat Pay: a code to scan; the page goes on once the phone has answered", async () => {
    const { url, reference } = await start({ locale: "zh-CN" });
    const page = onward(await post(url, { method: "wechat_pay" }));
    const shown = await get(page);
    expect(shown.headers.get("refresh")).toBe("4");
    const html = await shown.text();
    expect(html).toContain('<svg class="qr"');
    const phone = /href="(http[^"]+wechat-phone[^"]+)"/.exec(html)?.[1] ?? "";
    expect(await (await get(phone)).text()).toContain("模拟微信支付");
    expect((await get(page)).status).toBe(200);
    await post(phone, { answer: "pass" });
    expect(onward(await get(page))).toBe(`http://127.0.0.1:9/return?session=${reference}`);
    expect(await status(reference)).toBe("succeeded");
  });

  test("WeChat Pay: paid from the page itself, for want of a phone", async () => {
    const { url, reference } = await start();
    const page = onward(await post(url, { method: "wechat_pay" }));
    expect(onward(await post(page, { answer: "pass" }))).toContain(`/return?session=${reference}`);
    expect(await status(reference)).toBe("succeeded");
  });

  test("WeChat Pay: a payer who closed the code comes back to it", async () => {
    const { url, reference } = await start({ locale: "zh-CN" });
    const page = onward(await post(url, { method: "wechat_pay" }));
    expect(onward(await post(page, { answer: "abandon" }))).toBe("http://127.0.0.1:9/pay");
    expect(await status(reference)).toBe("open");
    const again = await (await get(url)).text();
    expect(again).toContain("微信二维码还在等您扫");
    const code = /href="(\/c\/wechat\/[^"]+)"/.exec(again)?.[1] ?? "";
    expect(await (await get(simulator.origin + code)).text()).toContain('<svg class="qr"');
    onward(await post(url, card));
    expect(await status(reference)).toBe("succeeded");
  });

  const startSetup = async (locale: string): Promise<{ url: string; id: string }> => {
    const answer = await fetch(`${simulator.origin}/v1/checkout/sessions`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_contract" },
      body: new URLSearchParams({
        mode: "setup",
        currency: "usd",
        customer_creation: "always",
        locale,
        success_url: "http://127.0.0.1:9/saved?session={CHECKOUT_SESSION_ID}",
        cancel_url: "http://127.0.0.1:9/cards",
      }),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { url: string; id: string };
  };
  const session = (id: string) => simulator.state.memory.sessions[id];

  test.each([
    ["zh", "保存银行卡", "现在不付款", "先不保存，返回"],
    ["en", "Save a card", "Nothing is paid now", "Go back without saving"],
  ])("a card is saved in %s, and nothing is paid", async (locale, ...texts) => {
    const { url, id } = await startSetup(locale);
    const html = await (await get(url, "fr")).text();
    for (const text of texts) expect(html).toContain(text);
    expect(html).not.toMatch(/<script|style=|class="figure"/);
    expect(onward(await post(url, card))).toBe(`http://127.0.0.1:9/saved?session=${id}`);
    const setup = simulator.state.memory.setups[String(session(id)?.setup_intent)];
    expect(setup?.status).toBe("succeeded");
    const ended = await (await get(url)).text();
    expect(ended).toContain(locale === "en" ? "The card is saved" : "这张卡已保存");
  });

  test.each([
    ["pass", "complete", "/saved?session="],
    ["refuse", "open", "/c/pay/"],
    ["abandon", "open", "http://127.0.0.1:9/cards"],
  ])("3-D Secure before a card is saved: %s → %s", async (answer, state, where) => {
    const { url, id } = await startSetup("en");
    const bank = onward(await post(url, { ...card, number: "4000002500003155" }));
    expect(await (await get(bank)).text()).toContain("Yes, save the card");
    const policy = (await get(bank)).headers.get("content-security-policy");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:9;");
    const next = onward(await post(bank, { answer }));
    expect(next).toContain(where);
    expect(session(id)?.status).toBe(state);
    if (answer !== "refuse") return;
    expect(await (await get(next)).text()).toContain("The card was not saved");
  });

  test("a saved card that the bank declines is told, and another can be tried", async () => {
    const { url, id } = await startSetup("en");
    const back = onward(await post(url, { ...card, number: "4000000000000002" }));
    expect(await (await get(back)).text()).toContain("Your card was declined.");
    onward(await post(url, card));
    expect(session(id)?.status).toBe("complete");
  });

  test("an ended page for saving says that no card was saved", async () => {
    const { url, id } = await startSetup("en");
    simulator.control.expire(id);
    expect(await (await get(url)).text()).toContain("No card was saved");
  });

  test("a bank's question without a page of ours goes back to the shop", async () => {
    const answer = await fetch(`${simulator.origin}/v1/payment_intents`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_contract" },
      body: new URLSearchParams({
        amount: "900",
        currency: "usd",
        confirm: "true",
        payment_method: "pm_card_authenticationRequired",
        return_url: "http://127.0.0.1:9/back",
      }),
    });
    const { next_action } = (await answer.json()) as {
      next_action: { redirect_to_url: { url: string } };
    };
    const { url } = next_action.redirect_to_url;
    expect(await (await get(url)).text()).toContain("$9.00");
    expect(onward(await post(url, { answer: "pass" }))).toBe("http://127.0.0.1:9/back");
  });

  test("a method that was not offered does nothing", async () => {
    const { url, reference } = await start({ methods: ["card"] });
    onward(await post(url, { method: "alipay" }));
    expect(await status(reference)).toBe("open");
  });

  test("an expired page takes nothing and leads back", async () => {
    const { url, reference } = await start({ locale: "en" });
    simulator.control.expire(reference);
    for (const answer of [await get(url), await post(url, card)]) {
      const html = await answer.text();
      expect(html).toContain("This page has ended");
      expect(html).toContain("http://127.0.0.1:9/pay");
    }
  });

  test("no such page is a 404", async () => {
    for (const path of ["/c/pay/cs_test_none", "/c/3ds/pi_none", "/c/x", "/v2/core"]) {
      expect((await get(simulator.origin + path)).status, path).toBe(404);
    }
  });
});
