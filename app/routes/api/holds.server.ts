import { z } from "zod";
import { holdEffects, holdKinds } from "#app/domain/holds/hold.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import { holdForm } from "#app/http/api/account-forms.server.ts";
import {
  asDate,
  byPortfolio,
  dateText,
  plainText,
  portfolioCode,
} from "#app/http/api/forms.server.ts";
import { onceId } from "#app/http/api/once-id.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { accountByRef } from "#app/services/accounts/account-by-ref.server.ts";
import { openAccount } from "#app/services/accounts/open-account.server.ts";
import { type EndHoldFault, endHold } from "#app/services/holds/end-hold.server.ts";
import { type HoldFault, setHold } from "#app/services/holds/set-hold.server.ts";
import { holdDocument } from "#app/services/reading/hold-document.server.ts";
import { unnamed } from "./ambiguous.server.ts";

const list = operation({
  id: "listHolds",
  summary: "Every hold of an account, past ones too.",
  scope: "holds:read",
  query: byPortfolio,
  answers: { 200: z.object({ holds: z.array(holdForm) }) },
  async run({ runtime, actor, params, query }) {
    const found = await openAccount(runtime, actor, { ref: params.accountRef ?? "", ...query });
    if (!found.ok) return unnamed(found.error);
    return ok({ status: 200, body: { holds: found.value.holds.map(holdDocument) } });
  },
});

const set = operation({
  id: "setHold",
  summary: "Stops interest, notices, autopay, offers or collection over [from, to).",
  scope: "holds:write",
  body: z.strictObject({
    kind: z.enum(holdKinds),
    from: dateText.optional().meta({ description: "Default: today; may lie in the past." }),
    to: dateText.nullish().meta({ description: "Exclusive; absent: until it is ended." }),
    effects: z.array(z.enum(holdEffects)).min(1).max(holdEffects.length).optional(),
    reason: plainText(200),
    portfolio: portfolioCode,
  }),
  answers: { 201: holdForm },
  async run({ runtime, actor, params, body, once }) {
    const name = { ref: params.accountRef ?? "", portfolio: body.portfolio };
    const account = await accountByRef(runtime, actor, name);
    if (!account.ok) return unnamed(account.error);
    const { kind, reason, from, to, effects } = body;
    const done = await setHold(runtime, actor, {
      accountId: account.value.id,
      kind,
      reason,
      id: once === null ? runtime.ids.next() : onceId(runtime, "hold", once),
      ...(from === undefined ? {} : { from: asDate(from) }),
      to: to ? asDate(to) : null,
      ...(effects === undefined ? {} : { effects }),
    });
    if (done.ok) return ok({ status: 201, body: holdDocument(done.value.hold) });
    return err(done.error === "not-found" ? notThere : refusals[done.error]);
  },
});

const refusals = {
  "from-too-early": problem(422, "from-too-early", "A hold begins at most two years back.", {
    path: "from",
  }),
  "to-before-from": problem(422, "to-before-from", "A hold does not end before it begins.", {
    path: "to",
  }),
  "set-by-signing": problem(422, "set-by-signing", "The hold of a plan comes with the plan.", {
    path: "kind",
  }),
} satisfies Record<Exclude<HoldFault, "not-found">, unknown>;

const end = operation({
  id: "endHold",
  summary: "What it stopped goes on from today.",
  scope: "holds:write",
  answers: { 204: null },
  async run({ runtime, actor, params }) {
    const done = await endHold(runtime, actor, params.id ?? "");
    if (done.ok) return ok({ status: 204 });
    return err(done.error === "not-found" ? notThere : kept[done.error]);
  },
});

const kept = {
  "already-ended": problem(409, "already-ended", "This hold has ended."),
  "kept-by-plan": problem(409, "kept-by-plan", "A plan that is in force keeps this hold."),
  "kept-by-treatment": problem(
    409,
    "kept-by-treatment",
    "The space of a crisis lasts until treatment has ended and the policy's days after it. " +
      "Staff give it its end on the hardship case.",
  ),
} satisfies Record<Exclude<EndHoldFault, "not-found">, unknown>;

export const holdResources: readonly Resource[] = [
  { path: "/accounts/{accountRef}/holds", methods: { GET: list, POST: set } },
  { path: "/holds/{id}", methods: { DELETE: end } },
];
