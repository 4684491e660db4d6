import { z } from "zod";
import { hardshipOutcomes } from "#app/domain/hardship/outcome.ts";
import { hardshipStates } from "#app/domain/hardship/states.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import { cursorOf, pageOf } from "#app/http/api/cursor.server.ts";
import {
  amountText,
  asDate,
  dateText,
  momentText,
  pageQuery,
  plainText,
  portfolioCode,
  uuidText,
} from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { seenPortfolios } from "#app/services/accounts/account-by-ref.server.ts";
import {
  type DecideHardshipFault,
  decideHardship,
} from "#app/services/hardship/decide-hardship.server.ts";
import { hardshipCurrency } from "#app/services/hardship/hardship-currency.server.ts";
import {
  decidedHardship,
  hardshipListPage,
} from "#app/services/reading/hardship-document.server.ts";

const caseForm = z
  .object({
    id: uuidText,
    portfolio: z.string(),
    accountRef: z.string(),
    debtorRef: z.string(),
    state: z.enum(hardshipStates),
    reasons: z.array(z.string()),
    since: z.string().nullable(),
    text: z.string(),
    vulnerable: z.boolean(),
    crisis: z.boolean(),
    evidenceFiles: z.int(),
    submittedAt: momentText,
    answerBy: momentText.nullable(),
    decidedAt: momentText.nullable(),
    decidedBy: z.string().nullable(),
    outcome: z.enum(hardshipOutcomes).nullable(),
    terms: z.record(z.string(), z.unknown()).nullable(),
    holdId: uuidText.nullable(),
  })
  .meta({ id: "Hardship" });

const list = operation({
  id: "listHardship",
  summary: "Who said that it is hard, newest first; `state=submitted` and `reopened` wait.",
  scope: "hardship:read",
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(hardshipStates).optional(),
    portfolio: portfolioCode,
  }),
  answers: { 200: z.object({ hardship: z.array(caseForm), next: z.string().nullable() }) },
  async run({ runtime, actor, query }) {
    const page = pageOf(query);
    if (!page.ok) return page;
    const seen = await seenPortfolios(runtime, actor, query.portfolio);
    const wish = { ...page.value, state: query.state ?? null };
    const found = await hardshipListPage(runtime, seen, wish);
    return ok({ status: 200, body: { ...found, next: cursorOf(found.next) } });
  },
});

const decide = operation({
  id: "decideHardship",
  summary: "Answers a case that waits for a person; `reason` is what the debtor reads.",
  scope: "hardship:write",
  body: z.strictObject({
    outcome: z.enum(hardshipOutcomes),
    reason: plainText(1000),
    from: dateText.optional(),
    days: z.int().min(1).max(366).optional(),
    treatmentEndedOn: dateText.optional(),
    amount: amountText.optional(),
    months: z.int().min(1).max(24).optional(),
    firstDueOn: dateText.optional(),
    vulnerable: z.boolean().optional(),
  }),
  answers: { 200: caseForm },
  async run({ runtime, actor, params, body }) {
    const id = params.id ?? "";
    const currency = await hardshipCurrency(runtime, actor, id);
    if (currency === null) return err(notThere);
    const minor = body.amount === undefined ? null : parseAmount(body.amount, currency);
    if (typeof minor === "string") {
      return err(
        problem(422, minor, "Not an amount of the account's currency.", { path: "amount" }),
      );
    }
    const day = (text: string | undefined) => (text === undefined ? null : asDate(text));
    const done = await decideHardship(runtime, actor, id, {
      outcome: body.outcome,
      reason: body.reason,
      from: day(body.from),
      days: body.days ?? null,
      treatmentEndedOn: day(body.treatmentEndedOn),
      amountMinor: minor === 0n ? null : minor,
      months: body.months ?? null,
      firstDueOn: day(body.firstDueOn),
      vulnerable: body.vulnerable ?? false,
    });
    if (done.ok) return ok({ status: 200, body: await decidedHardship(runtime, id) });
    return err(done.error === "not-found" ? notThere : refusals[done.error]);
  },
});

const refusals = {
  "not-waiting": problem(409, "not-waiting", "This case waits for nobody's decision."),
  "no-such-plan": problem(409, "no-such-plan", "The policy has no such plan to be signed."),
  "reason-missing": problem(422, "reason-missing", "A decision has a reason.", { path: "reason" }),
  "amount-missing": problem(422, "amount-missing", "This outcome has an amount.", {
    path: "amount",
  }),
  "months-missing": problem(422, "months-missing", "This outcome has a length.", {
    path: "months",
  }),
  "crisis-not-offered": problem(409, "crisis-not-offered", "The policy has no crisis space."),
  "to-before-from": problem(422, "to-before-from", "It would end before it begins."),
  "from-too-early": problem(422, "from-too-early", "At most two years back.", { path: "from" }),
} satisfies Record<Exclude<DecideHardshipFault, "not-found">, unknown>;

export const hardshipResources: readonly Resource[] = [
  { path: "/hardship", methods: { GET: list } },
  { path: "/hardship/{id}", methods: { PATCH: decide } },
];
