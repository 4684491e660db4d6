import { describe, expect, test } from "vitest";
import {
  type ArrivingSnapshot,
  chooseSnapshot,
  countedPostings,
  type SnapshotInForce,
} from "#app/domain/feedback/snapshot.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const owing = (principal: bigint) => ({ ...noComponents, principal });
const on = (asOf: string, appliedThrough: bigint | null, amounts = owing(1_000_00n)) => ({
  asOf: calendarDate(asOf),
  appliedThrough,
  amounts,
});
const inForce = on("2026-11-19", 4n) as SnapshotInForce;
const posted = (...numbers: bigint[]) => numbers.map((accountSeq) => ({ accountSeq }));
const numbers = { postings: posted(2n, 4n, 6n), lastSeq: 7n };
const choose = (arriving: ArrivingSnapshot, account = numbers) =>
  chooseSnapshot(inForce, arriving, account);
const applied = (snapshot: ArrivingSnapshot, ...breaks: string[]) => ({
  outcome: "applied",
  snapshot,
  breaks,
});

describe("the first snapshot", () => {
  const none = { postings: [], lastSeq: 0n };

  test("counts from 0 when it says nothing", () => {
    const choice = chooseSnapshot(null, on("2026-11-19", null), none);
    expect(choice).toEqual(applied(on("2026-11-19", 0n)));
  });

  test("keeps the number it says", () => {
    const choice = chooseSnapshot(null, on("2026-11-19", 3n), numbers);
    expect(choice).toEqual(applied(on("2026-11-19", 3n)));
  });

  test("cannot know events that never were", () => {
    const choice = chooseSnapshot(null, on("2026-11-19", 9n), none);
    expect(choice).toEqual(applied(on("2026-11-19", 0n), "number-ahead"));
  });
});

describe("a later snapshot without a number", () => {
  test("is refused while postings after the stored number exist", () => {
    const refusal = { outcome: "refused", reason: "applied-through-missing" };
    expect(choose(on("2026-11-20", null))).toEqual(refusal);
    expect(choose(on("2026-11-19", null, owing(1n)))).toEqual(refusal);
    expect(choose(on("2026-11-18", null))).toEqual(refusal);
  });

  test("keeps the stored number when there are none", () => {
    const account = { postings: posted(2n, 4n), lastSeq: 7n };
    expect(choose(on("2026-11-20", null), account)).toEqual(applied(on("2026-11-20", 4n)));
  });

  test("changes nothing when it repeats the one in force", () => {
    expect(choose(on("2026-11-19", null))).toEqual({ outcome: "unchanged", breaks: [] });
  });
});

describe("an older day", () => {
  test.each([0n, 4n, 6n])("is history, whatever its number (%s)", (number) => {
    const arriving = on("2026-11-18", number, owing(5n));
    expect(choose(arriving)).toEqual({ outcome: "history", breaks: [] });
  });
});

describe("the same day", () => {
  test("the higher number wins", () => {
    const arriving = on("2026-11-19", 6n, owing(5n));
    expect(choose(arriving)).toEqual(applied(arriving));
    expect(choose(on("2026-11-19", 6n))).toEqual(applied(on("2026-11-19", 6n)));
  });

  test("the lower number is history", () => {
    expect(choose(on("2026-11-19", 3n, owing(5n)))).toEqual({ outcome: "history", breaks: [] });
  });

  test("with an equal number and equal amounts nothing changes", () => {
    expect(choose(on("2026-11-19", 4n))).toEqual({ outcome: "unchanged", breaks: [] });
  });

  test.each(["principal", "interest", "penalty", "fees", "costs"] as const)(
    "with an equal number and another %s the later arrival wins and is a break",
    (name) => {
      const arriving = on("2026-11-19", 4n, { ...inForce.amounts, [name]: 1n });
      expect(choose(arriving)).toEqual(applied(arriving, "amounts-differ"));
    },
  );
});

describe("a newer day", () => {
  test("is applied", () => {
    expect(choose(on("2026-11-20", 6n))).toEqual(applied(on("2026-11-20", 6n)));
    expect(choose(on("2026-11-20", 4n))).toEqual(applied(on("2026-11-20", 4n)));
  });

  test("with a lower number is applied and is a break: the postings count again", () => {
    const arriving = on("2026-11-20", 3n);
    const choice = choose(arriving);
    expect(choice).toEqual(applied(arriving, "number-fell"));
    expect(countedPostings(numbers.postings, 3n)).toEqual(posted(4n, 6n));
  });
});

describe("a number ahead of the last event", () => {
  test("counts as the last event, and is a break", () => {
    expect(choose(on("2026-11-20", 8n))).toEqual(applied(on("2026-11-20", 7n), "number-ahead"));
    expect(choose(on("2026-11-20", 7n))).toEqual(applied(on("2026-11-20", 7n)));
  });

  test("is a break on whatever else it is", () => {
    const few = { postings: posted(2n), lastSeq: 3n };
    expect(choose(on("2026-11-20", 8n), few)).toEqual(
      applied(on("2026-11-20", 3n), "number-ahead", "number-fell"),
    );
    expect(choose(on("2026-11-18", 8n))).toEqual({ outcome: "history", breaks: ["number-ahead"] });
    const all = { postings: posted(2n), lastSeq: 4n };
    expect(choose(on("2026-11-19", 8n), all)).toEqual({
      outcome: "unchanged",
      breaks: ["number-ahead"],
    });
    expect(choose(on("2026-11-19", 8n, owing(5n)), all)).toEqual(
      applied(on("2026-11-19", 4n, owing(5n)), "number-ahead", "amounts-differ"),
    );
  });
});

test("postings after the number count, in their order", () => {
  const postings = [
    { accountSeq: 5n, reference: "b" },
    { accountSeq: 4n, reference: "a" },
    { accountSeq: 9n, reference: "c" },
  ];
  expect(countedPostings(postings, 4n)).toEqual([postings[0], postings[2]]);
  expect(countedPostings(postings, 9n)).toEqual([]);
});
