import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OfferInput } from "#app/domain/plans/input.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { askPickOf, offerOfPick, pickOf, pickText, readPick } from "#app/domain/plans/pick.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { type Frequency, frequencies } from "#app/domain/policy/policy.ts";
import { presetPolicy } from "#app/domain/policy/presets.ts";
import { addDays, type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { cases } from "../../support/domain/arbitrary.ts";
import { planInput } from "../../support/oracle/plans-input.ts";

const us = presetPolicy("us-reg-f", "USD", "America/Chicago");
const uk = presetPolicy("uk-conc", "GBP", "Europe/London");
const cn = presetPolicy("cn-bank-card", "CNY", "Asia/Shanghai");

const input: fc.Arbitrary<OfferInput> = fc
  .record({
    policy: fc.constantFrom(us, uk, cn),
    principal: fc.bigInt({ min: 1n, max: 5_000_000n }),
    wish: fc.option(fc.integer({ min: 1, max: 45 })),
  })
  .map(({ policy, principal, wish }) => {
    const base = planInput({ owed: { principal }, policy });
    return { ...base, firstDueOn: wish === null ? null : addDays(base.on, wish) };
  });

const frequency: fc.Arbitrary<Frequency> = fc.constantFrom(...frequencies);
const day: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: 0, max: 900 })
  .map((days) => addDays(calendarDate("2026-11-21"), days));

describe("a pick", () => {
  test("names exactly the offer that it was made from", () => {
    fc.assert(
      fc.property(input, (one) => {
        for (const offer of computeOffers(one)) {
          const pick = readPick(pickText(pickOf(offer, one)));
          expect(pick && offerOfPick(pick, { ...one, firstDueOn: null })).toEqual(offer);
        }
      }),
      { numRuns: Math.min(cases.numRuns, 200) },
    );
  });

  test("of a counter-offer names the same plan, now as what was asked", () => {
    fc.assert(
      fc.property(
        input,
        frequency,
        fc.bigInt({ min: 1n, max: 6_000_000n }),
        day,
        (one, every, amountMinor, firstDueOn) => {
          const ask = { amountMinor, frequency: every, firstDueOn };
          for (const near of answerProposal(one, ask).nearest) {
            const pick = readPick(pickText(askPickOf(near, one.on, every)));
            const offer = pick && offerOfPick(pick, one);
            expect(offer?.schedule).toEqual(near.schedule);
            expect(offer?.totals).toEqual(near.totals);
          }
        },
      ),
      { numRuns: Math.min(cases.numRuns, 200) },
    );
  });

  test("survives its text, and other texts are none", () => {
    fc.assert(
      fc.property(
        frequency,
        day,
        day,
        fc.bigInt({ min: 1n, max: 10n ** 14n }),
        (every, on, first, amountMinor) => {
          const asks = [
            { amountMinor, frequency: every, firstDueOn: first },
            { endOn: first, frequency: every, firstDueOn: null },
            { endOn: first, frequency: every, firstDueOn: on },
          ];
          for (const ask of asks) {
            expect(readPick(pickText({ on, choice: { ask } }))).toEqual({ on, choice: { ask } });
          }
        },
      ),
      cases,
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const pick = readPick(text);
        expect(pick === null || pickText(pick) === text).toBe(true);
      }),
      cases,
    );
  });
});
