import { componentNames } from "../money/components.ts";
import {
  type Field,
  fieldsOf,
  optional,
  readChoice,
  readDate,
  readInteger,
  readList,
  refuse,
} from "../primitives/reader.ts";
import { days } from "./limits.ts";
import type { AllocationBand } from "./policy.ts";

/**
 * Reads `policy.allocation`. Bands with the same `from` form a set: narrowest first, the open one
 * last. The oldest set must be open-ended, so that every payment finds an order.
 */
export function readAllocation(field: Field): AllocationBand[] {
  const bands = readList(field, 100, readBand);
  for (let i = 1; i < bands.length; i += 1) {
    const earlier = bands.slice(0, i).filter((band) => band.from === bands[i]?.from);
    const above = bands[i]?.upToDaysOverdue ?? Number.POSITIVE_INFINITY;
    if (earlier.some((band) => (band.upToDaysOverdue ?? Number.POSITIVE_INFINITY) >= above)) {
      const path = `${field.path}[${i}].upToDaysOverdue`;
      refuse({ ...field, path }, "out-of-order", "bands stand narrowest first, the open one last");
    }
  }
  const oldest = bands.reduce(
    (least, { from }) => ((from ?? "") < least ? (from ?? "") : least),
    "9",
  );
  if (!bands.some((band) => (band.from ?? "") === oldest && band.upToDaysOverdue === null)) {
    refuse(field, "allocation-not-open", "the last band has no upper bound");
  }
  return bands;
}

function readBand(field: Field): AllocationBand {
  const fieldOf = fieldsOf(field, ["upToDaysOverdue", "from", "order"] as const);
  return {
    upToDaysOverdue: optional(fieldOf("upToDaysOverdue"), null, (f) => readInteger(f, 0, days)),
    from: optional(fieldOf("from"), null, readDate),
    order: readOrder(fieldOf("order")),
  };
}

/** Every component exactly once: one that is missing could never be paid. */
function readOrder(field: Field): AllocationBand["order"] {
  const order = readList(field, 20, (item) => readChoice(item, componentNames));
  const missing = componentNames.filter((name) => !order.includes(name));
  if (missing.length > 0) {
    refuse(field, "allocation-incomplete", `the order misses ${missing.join(", ")}`);
  } else if (order.length > componentNames.length) {
    refuse(field, "duplicate-value", "each component stands in the order once");
  }
  return order;
}
