import { z } from "zod";
import { eventTypes } from "#app/domain/feedback/event-type.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import {
  accountRefText,
  eventNumber,
  momentText,
  portfolioCode,
  uuidText,
} from "#app/http/api/forms.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { acknowledgeEvents } from "#app/services/feedback/acknowledge-events.server.ts";
import { readEvents } from "#app/services/feedback/read-feed.server.ts";
import { reportApplied } from "#app/services/feedback/report-applied.server.ts";
import { ambiguous } from "./ambiguous.server.ts";

const eventForm = z
  .object({
    seq: eventNumber,
    id: uuidText,
    type: z.enum(eventTypes),
    version: z.int(),
    portfolio: z.string(),
    accountRef: z.string(),
    accountSeq: eventNumber,
    occurredAt: momentText,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Event" });

const wholeNumber = (most: RegExp) => z.string().regex(most, "A whole number.");

const ahead = problem(422, "number-ahead", "No event has this number yet.");

const feed = operation({
  id: "listEvents",
  summary: "Facts after a place in the feed, in order; remember `next`.",
  scope: "events:read",
  query: z.strictObject({
    after: wholeNumber(/^\d{1,15}$/).optional(),
    limit: wholeNumber(/^[1-9]\d{0,3}$/).optional(),
  }),
  answers: { 200: z.object({ events: z.array(eventForm), next: eventNumber }) },
  async run({ runtime, actor, query }) {
    const limit = Math.min(Number(query.limit ?? 100), 1_000);
    const page = await readEvents(runtime, actor, { after: BigInt(query.after ?? 0), limit });
    return ok({ status: 200, body: page });
  },
});

const ack = operation({
  id: "acknowledgeEvents",
  summary: "This key has everything up to a place in the feed.",
  scope: "events:write",
  body: z.strictObject({ upTo: eventNumber }),
  answers: { 200: z.object({ ackedUpTo: eventNumber }) },
  async run({ runtime, actor, body }) {
    const done = await acknowledgeEvents(runtime, actor, BigInt(body.upTo));
    if (!done.ok) return err({ ...ahead, path: "upTo" });
    return ok({ status: 200, body: { ackedUpTo: Number(done.value.ackedUpTo) } });
  },
});

const applied = operation({
  id: "reportApplied",
  summary: "The system of record has applied an account's events up to a number.",
  scope: "events:write",
  body: z.strictObject({
    accountRef: accountRefText,
    accountSeq: eventNumber,
    portfolio: portfolioCode,
  }),
  answers: { 200: z.object({ accountRef: z.string(), appliedThrough: eventNumber }) },
  async run({ runtime, actor, body }) {
    const { accountRef, accountSeq, portfolio } = body;
    const name = { ref: accountRef, portfolio };
    const done = await reportApplied(runtime, actor, name, BigInt(accountSeq));
    if (done.ok) {
      const appliedThrough = Number(done.value.appliedThrough);
      return ok({ status: 200, body: { accountRef, appliedThrough } });
    }
    if (done.error === "ahead") return err({ ...ahead, path: "accountSeq" });
    return err(done.error === "ambiguous" ? ambiguous : notThere);
  },
});

export const eventResources: readonly Resource[] = [
  { path: "/events", methods: { GET: feed } },
  { path: "/events/ack", methods: { POST: ack } },
  { path: "/events/applied", methods: { POST: applied } },
];
