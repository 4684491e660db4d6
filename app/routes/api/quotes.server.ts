import { z } from "zod";
import { err, ok } from "#app/domain/primitives/result.ts";
import { quote } from "#app/domain/quote/quote.ts";
import { balanceForm, offerForm } from "#app/http/api/account-forms.server.ts";
import { dateText } from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { problem } from "#app/http/api/problem.server.ts";

const ask = operation({
  id: "quote",
  summary: "Balance, offers and the answer to a proposal for a document; keeps nothing.",
  scope: "accounts:read",
  idempotency: "none",
  body: z.unknown().meta({
    id: "QuoteRequest",
    description:
      "on, account, policy (a preset's name or a document), firstDueOn?, affordability?, proposal?",
    type: "object",
    required: ["on", "account", "policy"],
  }),
  answers: {
    200: z.object({
      on: dateText,
      currency: z.string(),
      balance: balanceForm,
      offers: z.array(offerForm),
      proposal: z.record(z.string(), z.unknown()).nullable(),
    }),
  },
  async run({ body }) {
    const answer = quote(body);
    if (answer.ok) return ok({ status: 200, body: answer.value });
    const { code, message, path } = answer.error;
    return err(problem(422, code, message, { path }));
  },
});

export const quoteResources: readonly Resource[] = [{ path: "/quotes", methods: { POST: ask } }];
