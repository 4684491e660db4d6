import { describe, expect, test } from "vitest";
import type { Hold, HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import { type Channel, channels } from "#app/domain/notices/channel.ts";
import type { ContactAim, ContactQuestion } from "#app/domain/notices/contact.ts";
import { decideContact, needsOptOut } from "#app/domain/notices/decide-contact.ts";
import { type RegimeId, regimeOfPolicy, regimes } from "#app/domain/notices/regime.ts";
import { ruleSources, sourceOf } from "#app/domain/notices/rule.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { contactQuestion, shanghai } from "./question.ts";

const decide = (change: Partial<ContactQuestion> = {}) => decideContact(contactQuestion(change));
const wishes = (change: Partial<ContactQuestion["wishes"]>) => ({
  wishes: { ...contactQuestion().wishes, ...change },
});
const hold = (kind: HoldKind, effects: HoldEffect[], from: string, to: string | null): Hold => ({
  kind,
  effects,
  from: calendarDate(from),
  to: to === null ? null : calendarDate(to),
});

describe("a contact", () => {
  test.each(["cn", "us", "uk", "strict"] as const)(
    "that keeps the rules of %s is allowed",
    (id) => {
      expect(decide({ regime: regimes[id] })).toEqual({ allowed: true, rule: `${id}-rules-kept` });
    },
  );

  test.each([
    ["to a stranger's address", { wrongPerson: true }, "wrong-person"],
    ["to a helper", { recipient: "helper" }, "recipient-not-liable"],
    ["to a relative", { recipient: "other" }, "recipient-not-liable"],
    ["after refusing all", wishes({ refusedAll: true }), "contact-refused"],
    ["after refusing SMS", wishes({ refusedChannels: ["sms"] }), "channel-refused"],
    [
      "without the consent that policy asks for",
      { regime: { ...regimes.cn, consentChannels: ["sms"] } },
      "consent-missing",
    ],
  ] as [string, Partial<ContactQuestion>, string][])(
    "%s is blocked for good",
    (_n, change, rule) => {
      expect(decide(change)).toEqual({ allowed: false, rule, until: null });
    },
  );

  test.each([
    ["to a guarantor", { recipient: "guarantor" }],
    ["on a channel that was not refused", wishes({ refusedChannels: ["email", "call"] })],
    [
      "with consent to this channel",
      {
        regime: { ...regimes.cn, consentChannels: ["sms"] },
        ...wishes({ consentedChannels: ["sms"] }),
      },
    ],
    ["where consent is asked of others", { regime: { ...regimes.cn, consentChannels: ["email"] } }],
  ] as [string, Partial<ContactQuestion>][])("%s is allowed", (_name, change) => {
    expect(decide(change)).toEqual({ allowed: true, rule: "cn-rules-kept" });
  });
});

describe("a debt too old to sue for", () => {
  test.each([
    ["cn", "demand", true],
    ["cn", "legal-step", false],
    ["us", "demand", true],
    ["us", "reminder", true],
    ["us", "legal-step", false],
    ["uk", "demand", false],
    ["uk", "reminder", false],
    ["strict", "campaign", false],
  ] as [RegimeId, ContactAim, boolean][])("in %s: %s allowed %s", (id, aim, allowed) => {
    const regime = regimes[id];
    const decision = decide({ regime, notice: { class: "contact", aim }, timeBarred: true });
    const rule = allowed ? `${id}-rules-kept` : `${id}-time-barred`;
    expect(decision).toEqual(allowed ? { allowed, rule } : { allowed, rule, until: null });
  });

  test("a legal step about a younger one is allowed", () => {
    const notice = { class: "contact", aim: "legal-step" } as const;
    expect(decide({ notice }).allowed).toBe(true);
  });
});

describe("a hold", () => {
  const today = "2026-11-19";

  test.each([
    ["notices", "demand", false],
    ["notices", "campaign", false],
    ["notices", "legal-step", false],
    ["notices", "reminder", false],
    ["collection", "demand", false],
    ["collection", "campaign", false],
    ["collection", "legal-step", false],
    ["collection", "reminder", true],
    ["interest", "demand", true],
    ["autopay", "demand", true],
    ["offers", "demand", true],
  ] as [HoldEffect, ContactAim, boolean][])(
    "with effect %s: %s allowed %s",
    (effect, aim, allowed) => {
      const holds = [hold("manual", [effect], today, null)];
      const decision = decide({ notice: { class: "contact", aim }, holds });
      expect(decision).toEqual(
        allowed
          ? { allowed, rule: "cn-rules-kept" }
          : { allowed, rule: "hold:manual", until: null },
      );
    },
  );

  test("blocks until its last day has passed in the portfolio's zone", () => {
    const holds = [hold("dispute", ["notices"], "2026-11-10", "2026-11-26")];
    const until = shanghai("2026-11-26", "00:00");
    expect(decide({ holds })).toEqual({ allowed: false, rule: "hold:dispute", until });
    const lastNight = { holds, notice: { class: "contact", aim: "demand" } as const };
    expect(decide({ ...lastNight, channel: "letter", nowMs: until - 1 }).allowed).toBe(false);
    expect(decide({ ...lastNight, channel: "letter", nowMs: until }).allowed).toBe(true);
  });

  test("that is over or still to come blocks nothing", () => {
    const over = hold("dispute", ["notices"], "2026-11-01", today);
    const later = hold("dispute", ["notices"], "2026-11-20", null);
    expect(decide({ holds: [over, later] }).allowed).toBe(true);
  });

  test("followed by another blocks until the last of them", () => {
    const holds = [
      hold("dispute", ["notices"], "2026-11-10", "2026-11-21"),
      hold("breathing-space", ["collection"], "2026-11-20", "2026-12-01"),
      hold("manual", ["notices"], "2026-12-01", "2026-12-03"),
      hold("manual", ["notices"], "2026-12-04", null),
    ];
    const until = shanghai("2026-12-03", "00:00");
    expect(decide({ holds })).toEqual({ allowed: false, rule: "hold:dispute", until });
    const open = [...holds, hold("legal", ["notices"], "2026-12-03", "2026-12-04")];
    expect(decide({ holds: open })).toMatchObject({ rule: "hold:dispute", until: null });
  });
});

describe("what can be named is named in this order", () => {
  test("refusal, age, hold, hours, frequency", () => {
    const night = shanghai("2026-11-19", "23:00");
    const call = { atMs: night, channel: "call", conversation: true, sameDebt: true } as const;
    const all: Partial<ContactQuestion> = {
      channel: "call",
      nowMs: night,
      notice: { class: "contact", aim: "legal-step" },
      holds: [hold("legal", ["notices"], "2026-11-19", null)],
      history: Array(3).fill({ ...call, class: "contact" }),
      timeBarred: true,
      ...wishes({ refusedAll: true }),
    };
    const without = (...keys: (keyof ContactQuestion)[]) =>
      decide(
        Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key as never))),
      );
    expect(without().rule).toBe("contact-refused");
    expect(without("wishes").rule).toBe("cn-time-barred");
    expect(without("wishes", "timeBarred").rule).toBe("hold:legal");
    expect(without("wishes", "timeBarred", "holds").rule).toBe("cn-hours");
    const noon = shanghai("2026-11-19", "12:00");
    const history = (all.history ?? []).map((past) => ({ ...past, atMs: noon }));
    expect(decide({ channel: "call", nowMs: noon, history }).rule).toBe("cn-conversations-a-day");
  });
});

test.each(channels)("a service message by %s passes every rule but the wrong person", (channel) => {
  const question: Partial<ContactQuestion> = {
    notice: { class: "service" },
    channel,
    nowMs: shanghai("2026-11-19", "03:00"),
    recipient: "helper",
    timeBarred: true,
    holds: [hold("deceased", ["notices", "collection"], "2026-11-01", null)],
    ...wishes({ refusedAll: true, refusedChannels: [channel] }),
  };
  expect(decide(question)).toEqual({ allowed: true, rule: "service-message" });
  expect(decide({ ...question, wrongPerson: true })).toEqual({
    allowed: false,
    rule: "wrong-person",
    until: null,
  });
});

test("every electronic message carries an opt-out", () => {
  expect(channels.filter(needsOptOut)).toEqual(["email", "sms"] satisfies Channel[]);
});

test("every rule says where it comes from", () => {
  expect(sourceOf("us-hours")).toBe("12 CFR 1006.6(b)");
  expect(sourceOf("us-calls-in-7-days")).toBe("12 CFR 1006.14(b)");
  expect(sourceOf("us-call-after-conversation")).toBe("12 CFR 1006.14(b)");
  expect(sourceOf("us-time-barred")).toBe("12 CFR 1006.26(b)");
  expect(sourceOf("cn-hours")).toBe("GB/T 45251-2025");
  expect(sourceOf("cn-conversations-a-day")).toBe("GB/T 45251-2025");
  expect(sourceOf("hold:dispute")).toBe("hold");
  expect(Object.values(ruleSources).every((source) => source.length > 0)).toBe(true);
});

test.each([
  ["cn-bank-card", "cn"],
  ["us-reg-f", "us"],
  ["uk-conc", "uk"],
  ["our-own", "strict"],
])("policy %s writes by the rules of %s", (policyId, id) => {
  expect(regimeOfPolicy(policyId)).toBe(id);
});
