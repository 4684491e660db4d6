import { z } from "zod";
import {
  type CaseKind,
  caseOutcomes,
  complaintGrounds,
  disputeGrounds,
} from "#app/domain/disputes/case.ts";
import { caseStates } from "#app/domain/disputes/states.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import { cursorOf, pageOf } from "#app/http/api/cursor.server.ts";
import {
  amountText,
  currencyCode,
  momentText,
  pageQuery,
  portfolioCode,
  uuidText,
} from "#app/http/api/forms.server.ts";
import { type Operation, operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { seenPortfolios } from "#app/services/accounts/account-by-ref.server.ts";
import { caseOfKind } from "#app/services/cases/case-of-kind.server.ts";
import { type ResolveFault, resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { type WorkFault, workOnCase } from "#app/services/cases/work-on-case.server.ts";
import { caseDocument, caseListPage } from "#app/services/reading/case-document.server.ts";

/** What staff and collectors write, line breaks allowed. */
const words = z.string().trim().min(1).max(2000);

const caseForm = (kind: CaseKind) =>
  z
    .object({
      id: uuidText,
      portfolio: z.string(),
      accountRef: z.string(),
      debtorRef: z.string(),
      ground: z.enum(kind === "dispute" ? disputeGrounds : complaintGrounds),
      state: z.enum(caseStates),
      round: z.int(),
      openedAt: momentText,
      answerBy: momentText,
      summaryBy: momentText.nullable(),
      extensions: z.int(),
      holdId: uuidText.nullable(),
      outcome: z.enum(caseOutcomes).nullable(),
      resolvedAt: momentText.nullable(),
      resolvedBy: z.string().nullable(),
      currency: currencyCode,
      amount: amountText.nullable(),
      postingId: uuidText.nullable(),
      steps: z.array(
        z.object({ kind: z.string(), by: z.string(), at: momentText, text: z.string() }),
      ),
    })
    .meta({ id: kind === "dispute" ? "Dispute" : "Complaint" });

const forms = { dispute: caseForm("dispute"), complaint: caseForm("complaint") };

function listOf(kind: CaseKind): Operation {
  return operation({
    id: kind === "dispute" ? "listDisputes" : "listComplaints",
    summary: `Every ${kind}, newest first; \`state=open\` and \`asked\` wait for an answer.`,
    scope: `${kind}s:read`,
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(caseStates).optional(),
      portfolio: portfolioCode,
    }),
    answers: { 200: z.object({ [`${kind}s`]: z.array(forms[kind]), next: z.string().nullable() }) },
    async run({ runtime, actor, query }) {
      const page = pageOf(query);
      if (!page.ok) return page;
      const seen = await seenPortfolios(runtime, actor, query.portfolio);
      const wish = { ...page.value, kind, state: query.state ?? null };
      const { cases, next } = await caseListPage(runtime, seen, wish);
      return ok({ status: 200, body: { [`${kind}s`]: cases, next: cursorOf(next) } });
    },
  });
}

const change = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("resolve"),
    outcome: z.enum(caseOutcomes),
    reason: words,
    amount: amountText.optional().meta({ description: "Taken off the balance." }),
  }),
  z.strictObject({ action: z.enum(["ask", "extend", "note"]), reason: words }),
]);

function changeOf(kind: CaseKind): Operation {
  return operation({
    id: kind === "dispute" ? "changeDispute" : "changeComplaint",
    summary: "Answers it, asks the debtor for something, extends its clock, or keeps a note.",
    scope: `${kind}s:write`,
    body: change,
    answers: { 200: forms[kind] },
    async run({ runtime, actor, params, body }) {
      const id = params.id ?? "";
      const known = await caseOfKind(runtime, actor, id, kind);
      if (known === null) return err(notThere);
      const amountMinor =
        body.action === "resolve" && body.amount !== undefined
          ? parseAmount(body.amount, known.currency as Currency)
          : null;
      if (typeof amountMinor === "string") return err(badAmount);
      const done =
        body.action === "resolve"
          ? await resolveCase(runtime, actor, id, {
              outcome: body.outcome,
              text: body.reason,
              amountMinor,
            })
          : await workOnCase(runtime, actor, id, { action: body.action, text: body.reason });
      if (done.ok) return ok({ status: 200, body: await caseDocument(runtime, id) });
      return err(done.error === "not-found" ? notThere : refusals[done.error]);
    },
  });
}

const badAmount = problem(422, "not-an-amount", "The amount does not fit the currency.", {
  path: "amount",
});

const amountProblem = (code: string, message: string) =>
  problem(422, code, message, { path: "amount" });

const refusals = {
  "case-action-not-possible": problem(
    409,
    "case-action-not-possible",
    "This is not possible in its state.",
  ),
  "no-extension-left": problem(409, "no-extension-left", "The rules allow no more time."),
  "outcome-not-possible": problem(422, "outcome-not-possible", "This ground cannot come out so.", {
    path: "outcome",
  }),
  "amount-missing": amountProblem("amount-missing", "This outcome takes an amount off."),
  "amount-not-allowed": amountProblem("amount-not-allowed", "This outcome takes nothing off."),
  "amount-above-balance": amountProblem("amount-above-balance", "More than is owed."),
  "needs-supervisor": problem(403, "needs-supervisor", "Above what one person may take off."),
  "text-missing": problem(422, "text-missing", "The debtor is told why.", { path: "reason" }),
} satisfies Record<Exclude<ResolveFault | WorkFault, "not-found">, unknown>;

export const caseResources: readonly Resource[] = [
  { path: "/disputes", methods: { GET: listOf("dispute") } },
  { path: "/disputes/{id}", methods: { PATCH: changeOf("dispute") } },
  { path: "/complaints", methods: { GET: listOf("complaint") } },
  { path: "/complaints/{id}", methods: { PATCH: changeOf("complaint") } },
];
