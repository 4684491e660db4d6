import { describe, expect, test } from "vitest";
import { componentTexts, eventFact } from "#app/domain/feedback/event-data.ts";
import {
  eventTypes,
  eventVersions,
  isEventType,
  movesMoney,
} from "#app/domain/feedback/event-type.ts";
import { noComponents } from "#app/domain/money/components.ts";

/** domain.md §10, written out. */
const promised = `
  link.sent link.opened identity.verified identity.locked
  plan.proposed plan.agreed plan.changed plan.broken plan.completed plan.reopened plan.cancelled
  payment.succeeded payment.failed payment.refunded payment.reversed payment.charged_back
  adjustment.posted hold.set hold.ended autopay.changed contact.wrong_person
  hardship.submitted hardship.decided dispute.opened dispute.resolved
  complaint.opened complaint.resolved contact.changed preference.changed
  message.received survey.answered`;

describe("the catalogue", () => {
  test("holds every fact that was promised, and no other", () => {
    expect([...eventTypes].sort()).toEqual(promised.trim().split(/\s+/).sort());
  });

  test("is in its first version", () => {
    expect(new Set(Object.values(eventVersions))).toEqual(new Set([1]));
  });

  test.each(["plan.agreed", "payment.charged_back"])("knows %s", (type) => {
    expect(isEventType(type)).toBe(true);
  });

  test.each(["plan.agree", "toString", ""])("does not know %j", (type) => {
    expect(isEventType(type)).toBe(false);
  });

  test("says which events stand for postings", () => {
    expect(eventTypes.filter(movesMoney)).toEqual([
      "payment.succeeded",
      "payment.refunded",
      "payment.reversed",
      "payment.charged_back",
      "adjustment.posted",
    ]);
  });
});

test("a fact carries its type's version", () => {
  const data = { linkId: "l1", debtorRef: "D-1" };
  expect(eventFact("link.opened", data)).toEqual({ type: "link.opened", version: 1, data });
});

test("components leave as major units of the currency", () => {
  const parts = { ...noComponents, principal: 626_21n, interest: 5n, costs: -1_00n };
  expect(componentTexts(parts, "CNY")).toEqual({
    principal: "626.21",
    interest: "0.05",
    penalty: "0.00",
    fees: "0.00",
    costs: "-1.00",
  });
  expect(componentTexts(parts, "JPY").principal).toBe("62621");
});
