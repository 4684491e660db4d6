import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { startWitnessed } from "../support/stripe-simulator.ts";
import { startReceiver } from "./stripe-support.ts";

/** The triggers that the simulator claims to support; docs/guides/simulator.md names them. */
const claimed = [
  "charge.dispute.closed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.failed",
  "charge.refund.updated",
  "charge.refunded",
  "charge.succeeded",
  "checkout.session.completed",
  "checkout.session.expired",
  "customer.created",
  "customer.deleted",
  "customer.updated",
  "payment_intent.canceled",
  "payment_intent.created",
  "payment_intent.payment_failed",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
  "payment_method.attached",
  "payment_method.detached",
  "payment_method.updated",
  "payout.created",
  "payout.updated",
  "price.created",
  "price.updated",
  "product.created",
  "product.deleted",
  "product.updated",
  "setup_intent.canceled",
  "setup_intent.created",
  "setup_intent.requires_action",
  "setup_intent.setup_failed",
  "setup_intent.succeeded",
];

const packages = fileURLToPath(new URL("../../node_modules/@stripe/", import.meta.url));
const program = process.platform === "win32" ? "stripe.exe" : "stripe";
const binary = join(packages, `cli-${process.platform}-${process.arch}`, "bin", program);

test("the guide names the supported triggers, and no other", () => {
  const guide = readFileSync(new URL("../../docs/guides/simulator.md", import.meta.url), "utf8");
  const line = guide.split("\n").find((one) => one.startsWith("Supported: ")) ?? "";
  expect([...line.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual(claimed);
});

describe.skipIf(!existsSync(binary))(
  "Stripe's own CLI drives the simulator (runs where @stripe/cli has a binary)",
  () => {
    const home = mkdtempSync(join(tmpdir(), "stripe-cli-"));
    let simulator: StripeSimulator;
    let receiver: Awaited<ReturnType<typeof startReceiver>>;
    beforeAll(async () => {
      receiver = await startReceiver();
      simulator = await startWitnessed({ webhookUrl: receiver.url, retryDelaysMs: [10] });
    });
    beforeEach(async () => {
      await simulator.control.settled();
      simulator.control.reset();
      receiver.received.length = 0;
    });
    afterAll(async () => {
      await simulator.close();
      await receiver.close();
      rmSync(home, { recursive: true });
    });

    test.each(claimed)("stripe trigger %s", async (event) => {
      const { code, output } = await trigger(event, simulator.origin, home);
      expect(output).toContain("Trigger succeeded!");
      expect(code).toBe(0);
      await simulator.control.settled();
      const made = Object.values(simulator.state.memory.events).map((one) => one.type);
      expect(made).toContain(event);
      const sent = receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
      expect(sent).toContain(event);
    });

    test("an event that is not claimed fails, and says so", async () => {
      const { code, output } = await trigger("invoice.created", simulator.origin, home);
      expect(code).not.toBe(0);
      expect(output).toContain("Unrecognized request URL");
    });
  },
);

/** Runs the CLI with a home of its own and no way out to the network. */
function trigger(
  event: string,
  origin: string,
  home: string,
): Promise<{ code: number; output: string }> {
  const nowhere = "http://127.0.0.1:9";
  const env = {
    NODE_ENV: "test" as const,
    PATH: process.env.PATH,
    HOME: home,
    XDG_CONFIG_HOME: home,
    STRIPE_CLI_TELEMETRY_OPTOUT: "1",
    HTTPS_PROXY: nowhere,
  };
  const args = ["trigger", event, "--api-key", "sk_test_simulated", "--api-base", origin];
  return new Promise((resolve) => {
    execFile(binary, args, { env, timeout: 50_000 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === "number" ? error.code : 1) : 0;
      resolve({ code, output: stdout + stderr });
    });
  });
}
