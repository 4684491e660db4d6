import { z } from "zod";
import { err, ok } from "#app/domain/primitives/result.ts";
import { cursorOf, pageOf } from "#app/http/api/cursor.server.ts";
import {
  momentText,
  pageQuery,
  plainText,
  portfolioCode,
  uuidText,
} from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { seenPortfolios } from "#app/services/accounts/account-by-ref.server.ts";
import { type DecideFault, decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import {
  decidedProposal,
  proposalListPage,
} from "#app/services/reading/proposal-document.server.ts";

const states = ["answered", "waiting", "decided", "withdrawn"] as const;

const proposalForm = z
  .object({
    id: uuidText,
    portfolio: z.string(),
    accountRef: z.string(),
    debtorRef: z.string(),
    ask: z.record(z.string(), z.unknown()),
    answer: z.enum(["accepted", "counter", "referred"]),
    reasons: z.array(z.string()),
    nearest: z.array(z.record(z.string(), z.unknown())),
    state: z.enum(states),
    createdAt: momentText,
    answerBy: momentText.nullable(),
    decidedAt: momentText.nullable(),
    decidedBy: z.string().nullable(),
    decision: z.object({ outcome: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: "Proposal" });

const list = operation({
  id: "listProposals",
  summary: "What debtors proposed, newest first; `state=waiting` are for a person to decide.",
  scope: "proposals:read",
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(states).optional(),
    portfolio: portfolioCode,
  }),
  answers: { 200: z.object({ proposals: z.array(proposalForm), next: z.string().nullable() }) },
  async run({ runtime, actor, query }) {
    const page = pageOf(query);
    if (!page.ok) return page;
    const seen = await seenPortfolios(runtime, actor, query.portfolio);
    const wish = { ...page.value, state: query.state ?? null };
    const found = await proposalListPage(runtime, seen, wish);
    return ok({ status: 200, body: { ...found, next: cursorOf(found.next) } });
  },
});

const decide = operation({
  id: "decideProposal",
  summary: "Answers a proposal that waits for a person.",
  scope: "proposals:write",
  body: z.strictObject({ decision: z.enum(["accepted", "declined"]), reason: plainText(500) }),
  answers: { 200: proposalForm },
  async run({ runtime, actor, params, body }) {
    const decision = { outcome: body.decision, reason: body.reason };
    const done = await decideProposal(runtime, actor, params.id ?? "", decision);
    if (done.ok) {
      return ok({ status: 200, body: await decidedProposal(runtime, params.id ?? "") });
    }
    return err(done.error === "not-found" ? notThere : refusals[done.error]);
  },
});

const refusals = {
  "not-waiting": problem(409, "not-waiting", "This proposal waits for nobody's decision."),
  "no-such-plan": problem(409, "no-such-plan", "The policy has no such plan to be signed."),
  "reason-missing": problem(422, "reason-missing", "Declining needs a reason.", { path: "reason" }),
} satisfies Record<Exclude<DecideFault, "not-found">, unknown>;

export const proposalResources: readonly Resource[] = [
  { path: "/proposals", methods: { GET: list } },
  { path: "/proposals/{id}", methods: { PATCH: decide } },
];
