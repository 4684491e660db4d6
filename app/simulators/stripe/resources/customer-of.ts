import type { Field } from "../api/field.ts";
import { readOne } from "../api/read.ts";
import type { Sandbox } from "../sandbox.ts";

/** The id in the parameter `customer`, which must exist; null without one. */
export function customerOf(sandbox: Sandbox, fields: Field): string | null {
  const id = fields.get("customer").text();
  if (id !== null) readOne(sandbox.memory.customers, id, "customer", "customer");
  return id;
}
