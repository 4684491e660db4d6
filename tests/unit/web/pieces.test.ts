import { describe, expect, test } from "vitest";
import { z } from "zod";
import { plainText } from "#app/http/api/forms.server.ts";
import { readCookie, setCookie } from "#app/http/cookies.server.ts";
import { formToken, isFormToken } from "#app/http/csrf.server.ts";
import { dateParts, moneyText, oneOf, ticked } from "#app/http/form-fields.server.ts";
import { refusedForm } from "#app/http/forms.server.ts";
import { isChosen, languageCookie } from "#app/http/language-cookie.server.ts";
import { localPath } from "#app/http/local-path.server.ts";
import { attachment, tooManyRequests } from "#app/http/responses.server.ts";

describe("where one may be sent back to", () => {
  test.each([
    ["/home", "/home"],
    ["/ways?most=700", "/ways?most=700"],
    ["/a/../b#x", "/b"],
    ["//evil.example", "/"],
    ["/.//evil.example", "/"],
    ["/a/..//evil.example", "/"],
    ["/%2e//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["home", "/"],
    ["/\u00e9", "/"],
    ["", "/"],
    [null, "/"],
  ])("%s → %s", (wanted, path) => {
    expect(localPath(wanted)).toBe(path);
  });
});

describe("text of the API", () => {
  test.each([
    ["李样本 6225-0001 👍", true],
    ["", false],
    ["line\nbreak", false],
    ["nul\0", false],
    ["half \ud800", false],
  ])("%j", (text, taken) => {
    expect(plainText(50).safeParse(text).success).toBe(taken);
  });
});

describe("cookies", () => {
  const https = { secureCookies: true };
  const loopback = { secureCookies: false };

  test("are bound to the host where the site is https", () => {
    expect(setCookie("visit", "x", https)).toBe(
      "__Host-visit=x; Path=/; HttpOnly; Secure; SameSite=Lax",
    );
    expect(setCookie("visit", "x", loopback, { maxAgeSeconds: 60 })).toBe(
      "visit=x; Path=/; HttpOnly; Max-Age=60; SameSite=Lax",
    );
  });

  test("are read by their whole name", () => {
    expect(readCookie("xvisit=1; visit=2", "visit", loopback)).toBe("2");
    expect(readCookie("visit=2", "visit", https)).toBeNull();
    expect(readCookie("__Host-visit=3", "visit", https)).toBe("3");
    expect(readCookie(undefined, "visit", https)).toBeNull();
  });

  test("the language of staff is kept apart", () => {
    expect(languageCookie("en", "/staff/accounts", https)).toMatch(/^staff_lng=en; .*; Secure$/);
    expect(languageCookie("zh-CN", "/home", loopback)).toMatch(/^lng=zh-CN; Path=\/; Max-Age=\d+/);
    expect(languageCookie("en", "/home", loopback, "link")).toMatch(/^lng=en-x-link; /);
    expect([null, "en", "en-x-link"].map(isChosen)).toEqual([false, true, false]);
  });
});

describe("form tokens", () => {
  const old = { sessionSecrets: ["o".repeat(32)] };
  const rotated = { sessionSecrets: ["n".repeat(32), "o".repeat(32)] };

  test("outlive the rotation of the secret, and nothing else", () => {
    const token = formToken("visitor-1", old);
    expect(isFormToken(token, "visitor-1", rotated)).toBe(true);
    expect(isFormToken(token, "visitor-2", rotated)).toBe(false);
    expect(isFormToken(token, "visitor-1", { sessionSecrets: ["n".repeat(32)] })).toBe(false);
    expect(isFormToken(token, null, rotated)).toBe(false);
    expect(isFormToken(new File([], "x"), "visitor-1", rotated)).toBe(false);
  });
});

describe("fields as people type them", () => {
  const amount = moneyText("CNY");

  test.each([
    ["1200", 120_000n],
    ["1,200.5", 120_050n],
    ["¥ 1 200", 120_000n],
    ["￥1200", 120_000n],
    ["１２００元", 120_000n],
  ])("%s is a sum", (text, minor) => {
    expect(amount.parse(text)).toBe(minor);
  });

  test.each([
    ["12,50", "not-an-amount"],
    ["1,2,3", "not-an-amount"],
    ["0", "not-an-amount"],
    ["-5", "not-an-amount"],
    ["1e3", "not-an-amount"],
    ["about 3k", "not-an-amount"],
    ["1.005", "too-fine"],
    ["9".repeat(20), "too-large"],
    [undefined, "required"],
  ])("%s is none: %s", (text, reason) => {
    expect(amount.safeParse(text).error?.issues[0]?.message).toBe(reason);
  });

  test("dates", () => {
    const date = z.object({ since: dateParts() });
    const read = (year?: string, month?: string, day?: string) =>
      date.safeParse({ since: { year, month, day } });
    expect(read("2026", "2", "28").data).toEqual({ since: "2026-02-28" });
    expect(read("２０２４", "2", "29").data).toEqual({ since: "2024-02-29" });
    expect(read("2026", "2", "29").error?.issues[0]).toMatchObject({
      path: ["since"],
      message: "not-a-date",
    });
    expect(read().error?.issues[0]?.message).toBe("required");
    expect(date.safeParse({}).error?.issues[0]?.message).toBe("required");
  });

  test("choices and boxes", () => {
    expect(oneOf(["a", "b"]).safeParse("c").error?.issues[0]?.message).toBe("choose");
    expect(ticked().safeParse(undefined).error?.issues[0]?.message).toBe("required");
    expect(ticked().parse("yes")).toBe("yes");
  });
});

describe("answers", () => {
  test("a file is saved, not shown, under its own name", () => {
    const { headers } = attachment(Buffer.from("x"), "协议 (1)\r\n.pdf", "application/pdf");
    const [kind, plain, encoded] = (headers.get("content-disposition") ?? "").split("; ");
    expect([kind, plain]).toEqual(["attachment", 'filename="____1___.pdf"']);
    expect(encoded).toBe("filename*=UTF-8''%E5%8D%8F%E8%AE%AE%20%281%29%0D%0A.pdf");
  });

  test("too many says when", () => {
    expect(tooManyRequests(1.2).headers.get("retry-after")).toBe("2");
  });

  test("a refusal of the service is handed back like one of the form", () => {
    expect(refusedForm({ amount: "600" }, { amount: "too-large" })).toEqual({
      values: { amount: ["600"] },
      errors: { amount: ["too-large"] },
    });
  });
});
