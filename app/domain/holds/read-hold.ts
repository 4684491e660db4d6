import {
  type Field,
  fieldsOf,
  optional,
  readChoice,
  readDate,
  readList,
  refuse,
} from "../primitives/reader.ts";
import type { HoldEffectTable } from "./default-effects.ts";
import { type Hold, type HoldEffect, holdEffects, holdKinds } from "./hold.ts";

/**
 * Reads one of `account.holds` (interfaces.md §5). Without `to` it is open; without `effects` it
 * has those of its kind. Holds may overlap; one that ends before it begins is refused.
 */
export function readHold(field: Field, standard: HoldEffectTable): Hold {
  const fieldOf = fieldsOf(field, ["kind", "from", "to", "effects"] as const);
  const kind = readChoice(fieldOf("kind"), holdKinds);
  const from = readDate(fieldOf("from"));
  const to = optional(fieldOf("to"), null, readDate);
  if (to !== null && to < from) {
    refuse(fieldOf("to"), "to-before-from", "a hold does not end before it begins");
  }
  return { kind, from, to, effects: optional(fieldOf("effects"), standard[kind], readEffects) };
}

/** Reads a list of effects, each once. */
export function readEffects(field: Field): HoldEffect[] {
  const effects = readList(field, holdEffects.length, (item) => readChoice(item, holdEffects));
  if (new Set(effects).size < effects.length) {
    refuse(field, "duplicate-value", "each effect stands here once");
  }
  return effects;
}
