import type { Stripe } from "stripe";
import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { type Sandbox, seconds } from "../sandbox.ts";
import { apiVersion } from "../webhooks/emit.ts";

export const createEndpoint: Handler = (sandbox, { fields }) => {
  fields.allow("url", "enabled_events", "description", "metadata", "api_version", "expand");
  const secret = newId("whsec_", 32);
  const url = fields.get("url").required().text() as string;
  const endpoint = addEndpoint(sandbox, url, [secret], fields.get("enabled_events").texts());
  return { ...endpoint, secret };
};

/** A receiver of events; its signing secret is shown once, to who creates it. */
export function addEndpoint(
  sandbox: Sandbox,
  url: string,
  secrets: string[],
  enabledEvents: string[],
): Stripe.WebhookEndpoint {
  const endpoint: Stripe.WebhookEndpoint = {
    id: newId("we_"),
    object: "webhook_endpoint",
    api_version: apiVersion,
    application: null,
    created: seconds(sandbox),
    description: null,
    enabled_events: enabledEvents,
    livemode: false,
    metadata: {},
    status: "enabled",
    url,
  };
  sandbox.memory.endpoints[endpoint.id] = endpoint;
  sandbox.memory.secrets[endpoint.id] = secrets;
  return endpoint;
}

export const listEndpoints: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields);
  return listPage(sandbox.memory.endpoints, fields, "/v1/webhook_endpoints");
};

export const readEndpoint: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.endpoints, id, "webhook endpoint");

export const updateEndpoint: Handler = (sandbox, { id, fields }) => {
  fields.allow("url", "enabled_events", "description", "metadata", "disabled", "expand");
  const endpoint = readOne(sandbox.memory.endpoints, id, "webhook endpoint");
  const events = fields.get("enabled_events").texts();
  const disabled = fields.get("disabled").flag() ?? endpoint.status === "disabled";
  endpoint.url = fields.get("url").text() ?? endpoint.url;
  endpoint.enabled_events = events.length > 0 ? events : endpoint.enabled_events;
  endpoint.status = disabled ? "disabled" : "enabled";
  return endpoint;
};
