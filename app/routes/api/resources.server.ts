import type { Resource } from "#app/http/api/operation.server.ts";
import { endpointResources } from "./endpoints.server.ts";
import { eventResources } from "./events.server.ts";

/** The API on one page: the addresses that are answered, and that openapi.json describes. */
export const resources: readonly Resource[] = [...eventResources, ...endpointResources];
