import type { Resource } from "#app/http/api/operation.server.ts";
import { accountResources } from "./accounts.server.ts";
import { caseResources } from "./cases.server.ts";
import { contactResources } from "./contacts.server.ts";
import { endpointResources } from "./endpoints.server.ts";
import { eventResources } from "./events.server.ts";
import { hardshipResources } from "./hardship.server.ts";
import { holdResources } from "./holds.server.ts";
import { linkResources } from "./links.server.ts";
import { paymentResources } from "./payments.server.ts";
import { planResources } from "./plans.server.ts";
import { proposalResources } from "./proposals.server.ts";
import { quoteResources } from "./quotes.server.ts";
import { refundResources } from "./refunds.server.ts";
import { transferResources } from "./transfers.server.ts";

/** The API on one page: the addresses that are answered, and that openapi.json describes. */
export const resources: readonly Resource[] = [
  ...accountResources,
  ...linkResources,
  ...paymentResources,
  ...transferResources,
  ...refundResources,
  ...contactResources,
  ...holdResources,
  ...proposalResources,
  ...hardshipResources,
  ...caseResources,
  ...planResources,
  ...eventResources,
  ...endpointResources,
  ...quoteResources,
];
