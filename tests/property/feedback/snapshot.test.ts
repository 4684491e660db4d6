import fc from "fast-check";
import { expect, test } from "vitest";
import {
  chooseSnapshot,
  countedPostings,
  type SnapshotInForce,
} from "#app/domain/feedback/snapshot.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { addDays, calendarDate } from "#app/domain/primitives/date.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const opening = 1_000_000n;
const firstDay = calendarDate("2026-11-01");

/** A portal that takes payments, and a collector that applies its events in order, but late. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("pay" as const), minor: fc.bigInt(1n, 900n) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("note" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("apply" as const), events: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("nextDay" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("write" as const), silent: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("deliver" as const), which: fc.nat(9) }) },
);

test("the balance is right whenever files are written, late, repeated or out of order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
      const postings: { accountSeq: bigint; minor: bigint }[] = [];
      const files: { asOf: SnapshotInForce["asOf"]; number: bigint; silent: boolean }[] = [];
      let inForce: SnapshotInForce | null = null;
      let [lastSeq, collectorHas, day] = [0n, 0n, 0];
      const paid = (through: bigint) =>
        postings.filter((p) => p.accountSeq <= through).reduce((sum, p) => sum + p.minor, 0n);
      for (const one of steps) {
        if (one.do === "pay" || one.do === "note") lastSeq += 1n;
        if (one.do === "pay") postings.push({ accountSeq: lastSeq, minor: one.minor });
        if (one.do === "nextDay") day += 1;
        if (one.do === "apply") {
          collectorHas += BigInt(one.events);
          if (collectorHas > lastSeq) collectorHas = lastSeq;
        }
        if (one.do === "write") {
          files.push({ asOf: addDays(firstDay, day), number: collectorHas, silent: one.silent });
        }
        const file =
          one.do === "deliver" ? files[one.which % Math.max(1, files.length)] : undefined;
        if (!file) continue;
        const amounts = { ...noComponents, principal: opening - paid(file.number) };
        const silentIsTrue = file.silent && (inForce?.appliedThrough ?? 0n) === file.number;
        const appliedThrough = silentIsTrue ? null : file.number;
        const arriving = { asOf: file.asOf, appliedThrough, amounts };
        const choice = chooseSnapshot(inForce, arriving, { postings, lastSeq });
        if (choice.outcome === "applied") {
          expect(inForce === null || choice.snapshot.asOf >= inForce.asOf).toBe(true);
          expect(choice.breaks).not.toContain("amounts-differ");
          inForce = choice.snapshot;
        }
        const after: SnapshotInForce = inForce as SnapshotInForce;
        const shown =
          after.amounts.principal -
          countedPostings(postings, after.appliedThrough).reduce((sum, p) => sum + p.minor, 0n);
        expect(shown).toBe(opening - paid(lastSeq));
      }
    }),
    { numRuns },
  );
});

const amounts = fc.bigInt(0n, 2n).map((principal) => ({ ...noComponents, principal }));
const dated = { asOf: fc.nat(2).map((days) => addDays(firstDay, days)), amounts };

test("a snapshot that was just applied changes nothing when it comes again", () => {
  fc.assert(
    fc.property(
      fc.option(fc.record({ ...dated, appliedThrough: fc.bigInt(0n, 4n) })),
      fc.record({ ...dated, appliedThrough: fc.option(fc.bigInt(0n, 6n)) }),
      fc.array(fc.bigInt(1n, 4n), { maxLength: 3 }),
      (inForce, arriving, seqs) => {
        const numbers = { postings: seqs.map((accountSeq) => ({ accountSeq })), lastSeq: 4n };
        const first = chooseSnapshot(inForce, arriving, numbers);
        if (first.outcome !== "applied") return;
        expect(first.snapshot.appliedThrough).toBeLessThanOrEqual(numbers.lastSeq);
        const again = chooseSnapshot(first.snapshot, arriving, numbers);
        expect(again.outcome).toBe("unchanged");
      },
    ),
    { numRuns },
  );
});
