/* Loads the demo portfolios unless they are there, and hands the card's people to the launcher. */
import { parseArgs } from "node:util";
import { fail, openProcess } from "#app/cli/processes/process.ts";
import { seedDemo } from "./demo.ts";

const { values } = parseArgs({ options: { "webhook-url": { type: "string" } } });
const runtime = await openProcess({ name: "seed" });
const webhookUrl = values["webhook-url"] ?? null;
const card = await seedDemo(runtime, { webhookUrl }).catch((error) => fail(error, runtime));
process.send?.({ type: "done", card });
await runtime.close();
process.disconnect?.();
