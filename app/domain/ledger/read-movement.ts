import { type Components, componentNames, totalOf } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";
import { readComponents, readPositiveAmount } from "../money/read-amount.ts";
import {
  type Field,
  fieldsOf,
  isAbsent,
  optional,
  readChoice,
  readDate,
  readText,
  refuse,
} from "../primitives/reader.ts";
import type { Movement } from "./account.ts";

const names = ["on", "kind", "amount", "component", "split", "reference"] as const;
const kinds = ["payment", "credit", "charge", "reversal", "waiver"] as const;

/**
 * Reads one of `account.movements`. A charge names its component or a split, which then is the
 * whole amount; the split of other kinds may leave a rest, which is credit.
 */
export function readMovement(field: Field, currency: Currency): Movement {
  const fieldOf = fieldsOf(field, names);
  const on = readDate(fieldOf("on"));
  const kind = readChoice(fieldOf("kind"), kinds);
  const amountMinor = readPositiveAmount(fieldOf("amount"), currency);
  const component = optional(fieldOf("component"), null, (f) => readChoice(f, componentNames));
  const split = optional(fieldOf("split"), null, (f) =>
    readComponents(fieldsOf(f, componentNames), currency),
  );
  const reference = optional(fieldOf("reference"), null, (f) => readText(f));
  if (kind === "charge" && component === null && split === null) {
    refuse(fieldOf("component"), "missing-field", "a charge names the component it is put on");
  }
  if (component !== null && !isAbsent(fieldOf("split"))) {
    refuse(fieldOf("split"), "conflicting-fields", "a movement has a component or a split");
  }
  if (split !== null) checkSplit(fieldOf("split"), split, amountMinor, kind === "charge");
  return { on, kind, amountMinor, component, split, reference };
}

function checkSplit(field: Field, split: Components, amountMinor: bigint, isWhole: boolean): void {
  const total = totalOf(split);
  if (total > amountMinor || (isWhole && total < amountMinor)) {
    refuse(field, "split-not-the-amount", "the split does not add up to the amount");
  }
}
