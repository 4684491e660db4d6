import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureSchemaFits } from "#app/cli/launch/schema.mjs";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { apiVersion } from "#app/simulators/stripe/webhooks/emit.ts";
import { faultsOf, schema } from "../support/stripe-bodies.ts";
import { order, startPair, startReceiver, value } from "./stripe-support.ts";

type Schema = { [field: string]: unknown };

describe("the simulator answers as the installed SDK's types say", () => {
  let simulator: StripeSimulator;
  let provider: PaymentProvider;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
    ({ simulator, provider } = await startPair({ webhookUrl: receiver.url }));
    await everything(simulator, provider);
  });
  afterAll(async () => {
    await simulator.close();
    await receiver.close();
  });

  test("the schema was made from this very SDK (else run schema/generate.ts)", () => {
    const { version } = JSON.parse(
      readFileSync(new URL("../../node_modules/stripe/package.json", import.meta.url), "utf8"),
    ) as { version: string };
    expect(schema.sdk).toBe(version);
    expect(schema.api).toBe(Stripe.API_VERSION);
    expect(apiVersion).toBe(Stripe.API_VERSION);
  });

  test("nothing is built with a schema of another version", () => {
    ensureSchemaFits();
    const folder = mkdtempSync(join(tmpdir(), "schema-version-"));
    const put = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    put("node_modules/stripe/package.json", '{"version":"99.0.0"}');
    put("app/simulators/stripe/schema/bodies.json", `{\n  "sdk": "${schema.sdk}",\n`);
    expect(() => ensureSchemaFits(folder)).toThrow(
      /made from stripe .+, and 99\.0\.0 is installed/,
    );
    rmSync(folder, { recursive: true });
  });

  test("the schema is what the installed types give, to the letter", async () => {
    const generator = fileURLToPath(
      new URL("../../app/simulators/stripe/schema/generate.ts", import.meta.url),
    );
    const args = ["--import", "tsx", generator, "--check"];
    await promisify(execFile)(process.execPath, args);
  }, 300_000);

  test("the schema refuses what the types do not know", () => {
    const [charge] = Object.values(simulator.state.memory.charges);
    const body = { ...charge } as Schema;
    expect(faultsOf(body)).toEqual([]);
    expect(faultsOf({ ...body, status: "nearly" })).not.toEqual([]);
    expect(faultsOf({ ...body, surprise: 1 })).not.toEqual([]);
    expect(faultsOf({ ...body, amount: "100" })).not.toEqual([]);
    delete body.currency;
    expect(faultsOf(body)).not.toEqual([]);
  });

  test.each([
    ["checkout/sessions", "expand[]=data.payment_intent.latest_charge.balance_transaction"],
    ["checkout/sessions", "expand[]=data.line_items"],
    ["payment_intents", "expand[]=data.payment_method&expand[]=data.latest_charge"],
    ["charges", "expand[]=data.balance_transaction"],
    ["refunds", "expand[]=data.charge"],
    ["balance_transactions", "expand[]=data.source"],
    ["customers", ""],
    ["events", ""],
    ["webhook_endpoints", ""],
  ])("%s?%s", async (path, query) => {
    const body = await get(simulator, `${path}?limit=100&${query}`);
    expect((body.data as unknown[]).length).toBeGreaterThan(0);
    expect(faultsOf(body)).toEqual([]);
  });

  test("one object at a time", async () => {
    const { products, prices, methods, sessions } = simulator.state.memory;
    const paths = [
      ...Object.keys(products).map((id) => `products/${id}`),
      ...Object.keys(prices).map((id) => `prices/${id}?expand[]=product`),
      ...Object.keys(methods).map((id) => `payment_methods/${id}`),
      ...Object.keys(sessions).map((id) => `checkout/sessions/${id}/line_items`),
    ];
    for (const path of paths) expect(faultsOf(await get(simulator, path)), path).toEqual([]);
  });

  test("every webhook, envelope and object", async () => {
    await simulator.control.settled();
    expect(receiver.received.length).toBeGreaterThan(20);
    for (const { body } of receiver.received) {
      const event = JSON.parse(body) as Schema;
      expect(faultsOf(event), body).toEqual([]);
    }
  });
});

async function get(simulator: StripeSimulator, path: string): Promise<Schema> {
  const headers = { authorization: "Bearer sk_test_contract" };
  const answer = await fetch(`${simulator.origin}/v1/${path}`, { headers });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as Schema;
}

async function post(simulator: StripeSimulator, path: string, body: string): Promise<Schema> {
  const headers = { authorization: "Bearer sk_test_contract" };
  const answer = await fetch(`${simulator.origin}/v1/${path}`, { method: "POST", headers, body });
  const text = (await answer.json()) as Schema;
  expect(answer.status, JSON.stringify(text)).toBe(200);
  return text;
}

/** One of every kind of object in every state that the simulator can make. */
async function everything(simulator: StripeSimulator, provider: PaymentProvider): Promise<void> {
  const open = async (): Promise<string> => value(await provider.startPayment(order())).reference;
  const { control } = simulator;
  await open();
  control.pay({ session: await open() });
  control.pay({ session: await open(), card: "4000000000000002" });
  control.pay({ session: await open(), card: "4000002760003184", answer: "abandon" });
  control.pay({ session: await open(), card: "4000002760003184", answer: "fail" });
  control.pay({ session: await open(), method: "alipay", answer: "abandon" });
  control.pay({ session: await open(), method: "wechat_pay", answer: "abandon" });
  control.pay({ session: await open(), method: "wechat_pay" });
  for (const outcome of ["succeeded", "failed"] as const) {
    const session = control.pay({ session: await open(), method: "alipay", answer: "later" });
    control.settle(String(session.payment_intent), outcome);
  }
  control.expire(await open());
  const abandoned = await open();
  control.pay({ session: abandoned, card: "4000002760003184", answer: "abandon" });
  control.expire(abandoned);
  await post(simulator, "customers", "email=lin%40example.test&name=Lin&preferred_locales[]=zh");
  const product = await post(simulator, "products", "name=Repayment");
  await post(simulator, "prices", `currency=usd&unit_amount=900&product=${String(product.id)}`);
  const paid = "amount=2500&currency=usd&confirm=true&payment_method=pm_card_visa";
  const intent = await post(simulator, "payment_intents", paid);
  await post(simulator, "refunds", `payment_intent=${String(intent.id)}&amount=500`);
  const waiting = await post(simulator, "payment_intents", "amount=2500&currency=usd");
  await post(simulator, `payment_intents/${String(waiting.id)}/cancel`, "");
}
