import type { Sandbox } from "../sandbox.ts";
import type { Field } from "./field.ts";

/** One call: the id in its path, if any, a second one, and its parameters. */
export interface Call {
  id: string;
  inner: string;
  fields: Field;
}

/** Answers with an object of Stripe's, or throws a Refusal. */
export type Handler = (sandbox: Sandbox, call: Call) => object;
