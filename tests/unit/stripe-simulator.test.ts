import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "#app/simulators/stripe/api/field.ts";
import { parseForm } from "#app/simulators/stripe/api/form.ts";
import { money } from "#app/simulators/stripe/pages/layout.ts";
import {
  cardOfToken,
  findCard,
  passesLuhn,
  testCards,
} from "#app/simulators/stripe/payments/cards.ts";

describe("form encoding with brackets", () => {
  test("nests fields and lists", () => {
    const text =
      "mode=payment&line_items[0][price_data][unit_amount]=100&line_items[0][quantity]=1" +
      "&line_items[1][quantity]=2&expand[]=a&expand[]=b.c&metadata[k]=v%20w&empty=";
    expect(parseForm(text)).toEqual({
      mode: "payment",
      line_items: [{ price_data: { unit_amount: "100" }, quantity: "1" }, { quantity: "2" }],
      expand: ["a", "b.c"],
      metadata: { k: "v w" },
      empty: "",
    });
  });

  test("never reaches a prototype", () => {
    const fields = parseForm("__proto__[polluted]=1&constructor[prototype][polluted]=1");
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(fieldsOf(fields).get("polluted").present).toBe(false);
  });

  test("any text is read without an error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseForm(text)).not.toThrow();
      }),
    );
  });
});

describe("parameters", () => {
  const long = "v".repeat(501);
  const fields = fieldsOf(parseForm(`a=10.5&b=12&c=yes&d[x]=1&e[0]=p&long[k]=${long}`));
  test.each([
    ["a fraction", () => fields.get("a").integer(), "Invalid integer: 10.5"],
    ["no boolean", () => fields.get("c").flag(), "Invalid boolean"],
    ["none of the options", () => fields.get("c").oneOf(["no"]), "must be one of no"],
    ["fields for text", () => fields.get("d").text(), "Invalid string"],
    ["text for a list", () => fields.get("a").items(), "Invalid array"],
    ["nothing", () => fields.get("z").required(), "Missing required param: z."],
    ["an unknown name", () => fields.get("d").allow("y"), "Received unknown parameter: d[x]"],
    ["metadata too long", () => fields.get("long").metadata(), "500 characters"],
  ])("%s is refused", (_name, read, message) => {
    expect(read).toThrow(message);
  });

  test("what fits is read", () => {
    expect(fields.get("b").integer()).toBe(12);
    expect(fields.get("e").texts()).toEqual(["p"]);
    expect(fields.get("d").metadata()).toEqual({ x: "1" });
    expect(fields.get("z").text()).toBeNull();
  });
});

describe("test cards", () => {
  test("each passes the Luhn check, and stands once", () => {
    for (const { number } of testCards) expect(passesLuhn(number), number).toBe(true);
    expect(new Set(testCards.map((one) => one.number)).size).toBe(testCards.length);
    expect(findCard("4111111111111111")).toBeUndefined();
  });

  test("one wrong digit fails the check", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...testCards),
        fc.nat(15),
        fc.integer({ min: 1, max: 9 }),
        ({ number }, place, more) => {
          const at = place % number.length;
          const digit = (Number(number[at]) + more) % 10;
          expect(passesLuhn(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false);
        },
      ),
    );
  });

  test("Stripe's tokens stand for cards", () => {
    expect(cardOfToken("pm_card_visa")?.number).toBe("4242424242424242");
    expect(cardOfToken("pm_card_visa_chargeDeclined")?.decline?.code).toBe("card_declined");
    expect(cardOfToken("pm_card_unheard_of")).toBeNull();
  });
});

test.each([
  [5, "cny", "zh-CN", "¥0.05"],
  [123_456, "cny", "zh-CN", "¥1,234.56"],
  [5_000, "jpy", "en", "¥5,000"],
  [5_120, "kwd", "en", "KWD 5.120"],
  [90_000, "isk", "en", "ISK 900"],
] as const)("the page shows %d %s in %s as %s", (amount, currency, language, shown) => {
  expect(money(amount, currency, language).replaceAll("\u00a0", " ")).toBe(shown);
});
