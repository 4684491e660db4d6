import {
  type SimulatorOptions,
  type StripeSimulator,
  startStripeSimulator,
} from "#app/simulators/stripe/server.ts";
import { bodyWitness } from "./stripe-bodies.ts";

/** A simulator whose every answer and event is checked against the SDK's types when it closes. */
export async function startWitnessed(options: SimulatorOptions = {}): Promise<StripeSimulator> {
  const witness = bodyWitness();
  const simulator = await startStripeSimulator({ ...options, witness: witness.see });
  const close = async (): Promise<void> => {
    await simulator.close();
    const faults = witness.faults();
    if (faults.length === 0) return;
    const some = faults.slice(0, 20).join("\n");
    throw new Error(`The simulator sent what Stripe's types do not know:\n${some}`);
  };
  return { ...simulator, close };
}
