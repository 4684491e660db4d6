import Stripe from "stripe";
import { expect } from "vitest";
import type { SimulatorOptions, StripeSimulator } from "#app/simulators/stripe/server.ts";
import { startWitnessed } from "../support/stripe-simulator.ts";

export interface Bench {
  readonly simulator: StripeSimulator;
  /** Stripe's own SDK, pointed at the simulator. */
  readonly stripe: Stripe;
  /** The types of the events since the last call, oldest first. */
  happened(): string[];
}

/** A simulator whose every body is checked, and the SDK that talks to it. */
export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  const simulator = await startWitnessed(options);
  const { hostname, port } = new URL(simulator.origin);
  const stripe = new Stripe("sk_test_contract", {
    host: hostname,
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const told = new Set<string>();
  const happened = (): string[] => {
    const fresh = Object.values(simulator.state.memory.events).filter((one) => !told.has(one.id));
    for (const { id } of fresh) told.add(id);
    return fresh.map((one) => one.type);
  };
  return { simulator, stripe, happened };
}

/** The error that a call must end with. */
export async function errorOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Stripe.errors.StripeError);
  return outcome as Stripe.errors.StripeError;
}
