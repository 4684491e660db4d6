import { z } from "zod";
import { err, ok } from "#app/domain/primitives/result.ts";
import { planForm } from "#app/http/api/account-forms.server.ts";
import { cursorOf, pageOf } from "#app/http/api/cursor.server.ts";
import { momentText, pageQuery, portfolioCode, uuidText } from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere } from "#app/http/api/problem.server.ts";
import { seenPortfolios } from "#app/services/accounts/account-by-ref.server.ts";
import {
  planCopy,
  planDocument,
  planListPage,
} from "#app/services/reading/plan-document.server.ts";

const states = ["agreed", "active", "completed", "broken", "cancelled", "replaced"] as const;

const list = operation({
  id: "listPlans",
  summary: "Plans, the newest agreed first.",
  scope: "plans:read",
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(states).optional(),
    portfolio: portfolioCode,
  }),
  answers: { 200: z.object({ plans: z.array(planForm), next: z.string().nullable() }) },
  async run({ runtime, actor, query }) {
    const page = pageOf(query);
    if (!page.ok) return page;
    const seen = await seenPortfolios(runtime, actor, query.portfolio);
    const wish = { ...page.value, state: query.state ?? null };
    const found = await planListPage(runtime, seen, wish);
    return ok({ status: 200, body: { ...found, next: cursorOf(found.next) } });
  },
});

const whole = planForm
  .extend({
    group: z
      .object({
        id: uuidText,
        plans: z.array(z.object({ id: uuidText, accountRef: z.string(), state: z.enum(states) })),
      })
      .nullable()
      .meta({ description: "The plans that were signed with it, for several accounts at once." }),
    offer: z.record(z.string(), z.unknown()).meta({ description: "As it was signed." }),
    schedule: z.array(z.record(z.string(), z.unknown())),
    agreement: z
      .object({
        id: uuidText,
        sha256: z.string().meta({ description: "Of `canonical`, in hex." }),
        consentVersion: z.string(),
        locale: z.string(),
        signedAt: momentText,
        canonical: z.string().meta({ description: "RFC 8785 JSON in both languages." }),
        pdf: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "PlanWithAgreement" });

const get = operation({
  id: "getPlan",
  summary: "A plan with its schedule, its agreement and the agreement's hash.",
  scope: "plans:read",
  answers: { 200: whole },
  async run({ runtime, actor, params }) {
    const body = await planDocument(runtime, actor, params.id ?? "");
    return body === null ? err(notThere) : ok({ status: 200, body });
  },
});

const pdf = operation({
  id: "getAgreementPdf",
  summary: "The signed agreement as a file, in both languages, with its hash.",
  scope: "plans:read",
  answers: { 200: z.string().meta({ contentMediaType: "application/pdf" }) },
  async run({ runtime, actor, params }) {
    const copy = await planCopy(runtime, actor, params.id ?? "");
    if (copy === null) return err(notThere);
    const file = { bytes: copy.bytes, type: "application/pdf", name: copy.filename };
    return ok({ status: 200, file });
  },
});

export const planResources: readonly Resource[] = [
  { path: "/plans", methods: { GET: list } },
  { path: "/plans/{id}", methods: { GET: get } },
  { path: "/plans/{id}/agreement.pdf", methods: { GET: pdf } },
];
