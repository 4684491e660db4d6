import type { Memory } from "../memory.ts";
import { invalid } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";

type Plain = { [field: string]: unknown };

const tables: readonly (readonly [prefix: string, table: keyof Memory])[] = [
  ["cs_", "sessions"],
  ["pi_", "intents"],
  ["seti_", "setups"],
  ["pm_", "methods"],
  ["ch_", "charges"],
  ["py_", "charges"],
  ["re_", "refunds"],
  ["pyr_", "refunds"],
  ["du_", "disputes"],
  ["po_", "payouts"],
  ["txn_", "transactions"],
  ["cus_", "customers"],
  ["prod_", "products"],
  ["price_", "prices"],
];

/** A copy in which the named ids are replaced by their objects: `payment_intent.latest_charge`. */
export function expand(sandbox: Sandbox, object: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(object);
  for (const path of [...paths].sort()) expandPath(sandbox, copy, path.split("."), path);
  return copy;
}

function expandPath(sandbox: Sandbox, into: unknown, path: string[], whole: string): void {
  const [field, ...rest] = path;
  if (field === undefined || into === null || typeof into !== "object") return;
  if (Array.isArray(into)) {
    for (const item of into) expandPath(sandbox, item, path, whole);
    return;
  }
  const node = into as Plain;
  if (field === "line_items" && node.object === "checkout.session") {
    node.line_items ??= lineItemsOf(sandbox, String(node.id));
  }
  if (field === "refunds" && node.object === "charge") {
    node.refunds ??= refundsOf(sandbox, String(node.id));
  }
  if (!(field in node)) {
    throw invalid("expand", `This property cannot be expanded (${whole}).`);
  }
  if (typeof node[field] === "string") node[field] = structuredClone(find(sandbox, node[field]));
  expandPath(sandbox, node[field], rest, whole);
}

function find(sandbox: Sandbox, id: string): object {
  const found = findById(sandbox, id);
  if (!found) throw invalid("expand", `This property cannot be expanded (${id}).`);
  return found;
}

/** Any object by its id alone; undefined when there is none. */
export function findById({ memory }: Sandbox, id: string): object | undefined {
  const table = tables.find(([prefix]) => id.startsWith(prefix))?.[1];
  return table ? (memory[table] as Record<string, object>)[id] : undefined;
}

/** The refunds of a charge as a list object, newest first. */
const refundsOf = ({ memory }: Sandbox, chargeId: string): object => ({
  object: "list",
  data: Object.values(memory.refunds)
    .filter((one) => one.charge === chargeId)
    .reverse(),
  has_more: false,
  url: `/v1/charges/${chargeId}/refunds`,
});

/** The lines of a session as a list object. */
export function lineItemsOf(sandbox: Sandbox, sessionId: string): object {
  return {
    object: "list",
    data: sandbox.memory.lineItems[sessionId] ?? [],
    has_more: false,
    url: `/v1/checkout/sessions/${sessionId}/line_items`,
  };
}
