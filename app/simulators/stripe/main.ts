import { options, portOf, ready } from "../shared/child.ts";
import { startStripeSimulator } from "./server.ts";

const given = options(["port", "webhook-url", "webhook-secret", "home", "verbose"], ["verbose"]);
const simulator = await startStripeSimulator({
  port: portOf(given.port),
  webhookUrl: given["webhook-url"],
  webhookSecret: given["webhook-secret"],
  home: given.home,
  settleAfterMs: 20_000,
  dailyPayouts: true,
  log: given.verbose ? (line) => console.error(line) : undefined,
});
ready({ origin: simulator.origin }, simulator.close);
