import type { Handler } from "../api/handler.ts";
import { listFields, listPage } from "../api/list.ts";
import { readOne } from "../api/read.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

/** Events can be read for 30 days. */
const reachSeconds = 30 * 86_400;

export const readEvent: Handler = (sandbox, { id }) => readOne(recent(sandbox), id, "notification");

export const listEvents: Handler = (sandbox, { fields }) => {
  fields.allow(...listFields, "type", "types", "delivery_success");
  const type = fields.get("type").text();
  const types = type === null ? fields.get("types").texts() : [type];
  return listPage(
    recent(sandbox),
    fields,
    "/v1/events",
    (one) => types.length === 0 || types.includes(one.type),
  );
};

function recent(sandbox: Sandbox): Sandbox["memory"]["events"] {
  const oldest = seconds(sandbox) - reachSeconds;
  const entries = Object.entries(sandbox.memory.events);
  return Object.fromEntries(entries.filter(([, one]) => one.created >= oldest));
}
