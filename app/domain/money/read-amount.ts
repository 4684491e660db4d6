import { type Field, readText, refuse } from "../primitives/reader.ts";
import { type AmountFault, parseAmount } from "./amount.ts";
import { type Component, type Components, componentNames, noComponents } from "./components.ts";
import { type Currency, isCurrency, minorPlaces } from "./currency.ts";

/** Reads an ISO 4217 code. */
export function readCurrency(field: Field): Currency {
  const code = readText(field);
  if (isCurrency(code)) return code;
  refuse(field, "unknown-currency", "expected the ISO 4217 code of a currency in use, like CNY");
  return "CNY";
}

/** Reads major units in quotes as minor units, 0 or more; finer than the currency is refused. */
export function readAmount(field: Field, currency: Currency): bigint {
  const minor = parseAmount(readText(field), currency);
  if (typeof minor !== "bigint") {
    const [code, message] = faultOf(minor, currency);
    refuse(field, code, message);
    return 0n;
  }
  if (minor < 0n) refuse(field, "negative-amount", "this amount must not be negative");
  return minor;
}

/** The same, refusing zero. */
export function readPositiveAmount(field: Field, currency: Currency): bigint {
  const minor = readAmount(field, currency);
  if (minor === 0n) refuse(field, "not-positive", "this amount must be more than zero");
  return minor;
}

/** Reads amounts by component from the fields of an object; an absent one is zero. */
export function readComponents(
  fieldOf: (name: Component) => Field,
  currency: Currency,
  required: readonly Component[] = [],
): Components {
  const parts: Record<Component, bigint> = { ...noComponents };
  for (const name of componentNames) {
    const field = fieldOf(name);
    if (field.value === undefined && !required.includes(name)) continue;
    parts[name] = readAmount(field, currency);
  }
  return parts;
}

function faultOf(fault: AmountFault, currency: Currency): [code: string, message: string] {
  switch (fault) {
    case "not-an-amount":
      return [fault, 'expected an amount in quotes, like "1200.50"'];
    case "too-fine":
      return ["amount-too-fine", `${currency} has ${minorPlaces(currency)} decimal places`];
    case "too-large":
      return ["amount-too-large", "this amount is larger than any debt"];
  }
}
