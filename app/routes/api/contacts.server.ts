import { z } from "zod";
import { err, ok } from "#app/domain/primitives/result.ts";
import { plainText, portfolioCode, uuidText } from "#app/http/api/forms.server.ts";
import { onceId } from "#app/http/api/once-id.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { logContact } from "#app/services/messages/log-contact.server.ts";
import { ambiguous } from "./ambiguous.server.ts";

const log = operation({
  id: "logContact",
  summary: "A call, visit or letter made elsewhere: shown to the debtor, counted by the rules.",
  scope: "contacts:write",
  body: z.strictObject({
    channel: z.enum(["call", "visit", "letter", "email", "sms"]),
    at: z.iso.datetime({ offset: true }).meta({ description: "When; not in the future." }),
    outcome: z
      .enum(["conversation", "no-answer", "left-message", "delivered", "other"])
      .meta({ description: "`conversation`: the debtor was spoken to." }),
    debtorRef: plainText(100).optional(),
    portfolio: portfolioCode,
  }),
  answers: { 201: z.object({ id: uuidText, allowed: z.boolean(), rule: z.string() }) },
  async run({ runtime, actor, params, body, once }) {
    const { channel, outcome, debtorRef, portfolio } = body;
    const done = await logContact(runtime, actor, {
      account: { ref: params.accountRef ?? "", portfolio },
      channel,
      at: new Date(body.at),
      conversation: outcome === "conversation",
      debtorRef,
      id: once === null ? runtime.ids.next() : onceId(runtime, "contact", once),
    });
    if (done.ok) {
      const { id, allowed, rule } = done.value;
      return ok({ status: 201, body: { id, allowed, rule } });
    }
    if (done.error === "not-found") return err(notThere);
    if (done.error === "ambiguous") return err(ambiguous);
    const path = done.error === "at-in-future" ? "at" : "debtorRef";
    return err(problem(422, done.error, "This contact cannot be noted as it stands.", { path }));
  },
});

export const contactResources: readonly Resource[] = [
  { path: "/accounts/{accountRef}/contacts", methods: { POST: log } },
];
