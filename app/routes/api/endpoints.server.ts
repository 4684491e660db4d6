import { z } from "zod";
import { eventTypes } from "#app/domain/feedback/event-type.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import {
  eventNumber,
  momentText,
  plainText,
  portfolioCode,
  uuidText,
} from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { addEndpoint } from "#app/services/feedback/add-endpoint.server.ts";
import {
  removeEndpoint,
  replayEvents,
  rotateSecret,
  switchEndpoint,
} from "#app/services/feedback/change-endpoint.server.ts";
import { portfolioOf } from "#app/services/portfolios/portfolio-of.server.ts";
import { endpointDocument, listSeenEndpoints } from "#app/services/reading/endpoints.server.ts";

const endpointForm = z
  .object({
    id: uuidText,
    portfolio: z.string(),
    url: z.string(),
    types: z.array(z.enum(eventTypes)).meta({ description: "Empty: every type." }),
    state: z.enum(["enabled", "disabled"]),
    createdAt: momentText,
    failingSince: momentText.nullable(),
    disabledAt: momentText.nullable(),
  })
  .meta({ id: "WebhookEndpoint" });
const withSecret = endpointForm.extend({
  secret: z.string().meta({ description: "whsec_…, shown this once." }),
});

const list = operation({
  id: "listWebhookEndpoints",
  summary: "Where events are sent.",
  scope: "endpoints:read",
  answers: { 200: z.object({ endpoints: z.array(endpointForm) }) },
  async run({ runtime, actor }) {
    return ok({ status: 200, body: { endpoints: await listSeenEndpoints(runtime, actor) } });
  },
});

const add = operation({
  id: "addWebhookEndpoint",
  summary: "Sends events to an address from now on, signed (Standard Webhooks 1.0).",
  scope: "endpoints:write",
  body: z.strictObject({
    url: plainText(2_000),
    portfolio: portfolioCode,
    types: z.array(z.enum(eventTypes)).max(eventTypes.length).optional(),
  }),
  answers: { 201: withSecret },
  async run({ runtime, actor, body }) {
    const { url, types } = body;
    const portfolio = await portfolioOf(runtime, actor, body.portfolio);
    if (!portfolio.ok) return err(problem(422, portfolio.error, "Which portfolio?", inPortfolio));
    const wanted = { portfolioId: portfolio.value.id, url, ...(types ? { types } : {}) };
    const added = await addEndpoint(runtime, actor, wanted);
    if (!added.ok)
      return err(problem(422, added.error, "An http or https address.", { path: "url" }));
    const document = await endpointDocument(runtime, added.value.id);
    return ok({ status: 201, body: { ...document, secret: added.value.secret } });
  },
});

const inPortfolio = { path: "portfolio" };

const turn = operation({
  id: "switchWebhookEndpoint",
  summary: "Stops an endpoint, or lets it take events again, with all that it missed.",
  scope: "endpoints:write",
  body: z.strictObject({ state: z.enum(["enabled", "disabled"]) }),
  answers: { 200: endpointForm },
  async run({ runtime, actor, params, body }) {
    const done = await switchEndpoint(runtime, actor, params.id ?? "", body.state);
    if (!done.ok) return err(notThere);
    return ok({ status: 200, body: await endpointDocument(runtime, done.value.id) });
  },
});

const remove = operation({
  id: "removeWebhookEndpoint",
  summary: "Sends nothing there any more.",
  scope: "endpoints:write",
  answers: { 204: null },
  async run({ runtime, actor, params }) {
    const done = await removeEndpoint(runtime, actor, params.id ?? "");
    return done.ok ? ok({ status: 204 }) : err(notThere);
  },
});

const rotate = operation({
  id: "rotateWebhookSecret",
  summary: "A new secret; the one before stays good beside it until the next rotation.",
  scope: "endpoints:write",
  answers: { 201: z.object({ secret: z.string() }) },
  async run({ runtime, actor, params }) {
    const done = await rotateSecret(runtime, actor, params.id ?? "");
    return done.ok ? ok({ status: 201, body: done.value }) : err(notThere);
  },
});

const replay = operation({
  id: "replayEvents",
  summary: "Sends everything again from a place in the feed on.",
  scope: "endpoints:write",
  body: z.strictObject({ from: eventNumber }),
  answers: { 201: z.object({ queued: z.int() }) },
  async run({ runtime, actor, params, body }) {
    const done = await replayEvents(runtime, actor, params.id ?? "", BigInt(body.from));
    return done.ok ? ok({ status: 201, body: done.value }) : err(notThere);
  },
});

export const endpointResources: readonly Resource[] = [
  { path: "/webhook-endpoints", methods: { GET: list, POST: add } },
  { path: "/webhook-endpoints/{id}", methods: { PATCH: turn, DELETE: remove } },
  { path: "/webhook-endpoints/{id}/secrets", methods: { POST: rotate } },
  { path: "/webhook-endpoints/{id}/replays", methods: { POST: replay } },
];
