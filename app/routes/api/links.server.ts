import { z } from "zod";
import { err, ok } from "#app/domain/primitives/result.ts";
import { momentText, plainText, portfolioCode, uuidText } from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, type Problem, problem } from "#app/http/api/problem.server.ts";
import { accountByRef } from "#app/services/accounts/account-by-ref.server.ts";
import { liableDebtorId } from "#app/services/debtors/liable-debtor.server.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import {
  type LinkFault,
  linkChannels,
  longestTtlDays,
} from "#app/services/links/prepare-link.server.ts";
import { revokeLink } from "#app/services/links/revoke-link.server.ts";
import { unnamed } from "./ambiguous.server.ts";

const issue = operation({
  id: "issueLink",
  summary: "A secret link to the debtor's page; sent, or answered here alone.",
  scope: "links:write",
  mayBeEmpty: true,
  body: z.strictObject({
    channel: z.enum(linkChannels).optional().meta({ description: "Default none: not sent." }),
    ttlDays: z.int().min(1).max(longestTtlDays).optional(),
    debtorRef: plainText(100).optional().meta({ description: "One of several liable debtors." }),
    portfolio: portfolioCode,
  }),
  answers: {
    201: z.object({ id: uuidText, url: z.string().meta({ format: "uri" }), expiresAt: momentText }),
  },
  async run({ runtime, actor, params, body }) {
    const name = { ref: params.accountRef ?? "", portfolio: body.portfolio };
    const account = await accountByRef(runtime, actor, name);
    if (!account.ok) return unnamed(account.error);
    const accountId = account.value.id;
    const { debtorRef, ttlDays, channel = "none" } = body;
    const debtorId =
      debtorRef === undefined ? undefined : await liableDebtorId(runtime, accountId, debtorRef);
    if (debtorId === null) {
      const detail = "Nobody of this reference is liable for the account.";
      return err(problem(422, "unknown-debtor", detail, { path: "debtorRef" }));
    }
    const done = await issueLink(runtime, actor, {
      accountId,
      channel,
      ...(debtorId === undefined ? {} : { debtorId }),
      ...(ttlDays === undefined ? {} : { ttlDays }),
    });
    if (!done.ok) return err(problemOf(done.error));
    const { id, url, expiresAt } = done.value;
    return ok({ status: 201, body: { id, url, expiresAt: expiresAt.toISOString() } });
  },
});

function problemOf(fault: LinkFault): Problem {
  switch (fault.reason) {
    case "not-found":
      return notThere;
    case "account-not-open":
      return problem(409, "account-not-open", "Links are made for open accounts only.");
    case "no-address":
      return problem(422, "no-address", "No address of this channel is on file.", {
        path: "channel",
      });
    case "blocked":
      return problem(409, "contact-blocked", `The contact rule ${fault.rule} forbids it now.`);
  }
}

const revoke = operation({
  id: "revokeLink",
  summary: "Ends a link at once.",
  scope: "links:write",
  answers: { 204: null },
  async run({ runtime, actor, params }) {
    const done = await revokeLink(runtime, actor, params.id ?? "", "api");
    return done.ok ? ok({ status: 204 }) : err(notThere);
  },
});

export const linkResources: readonly Resource[] = [
  { path: "/accounts/{accountRef}/links", methods: { POST: issue } },
  { path: "/links/{id}", methods: { DELETE: revoke } },
];
