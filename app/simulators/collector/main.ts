import { options, portOf, ready } from "../shared/child.ts";
import { startCollector } from "./collector.ts";

const given = options(["port", "secret", "api-base", "api-key", "apply"], ["apply"]);
const apiBase = given["api-base"];
const apiKey = given["api-key"];
if (given.apply && (!apiBase || !apiKey)) throw new Error("--apply needs --api-base and --api-key");

const collector = await startCollector({
  port: portOf(given.port),
  secret: given.secret,
  applyTo: given.apply && apiBase && apiKey ? { apiBase, apiKey } : undefined,
});
ready({ origin: collector.origin, webhookUrl: collector.webhookUrl }, collector.close);
