import { findCard, passesLuhn } from "../payments/cards.ts";
import type { CardEntry } from "../payments/submit.ts";
import type { Words } from "./words.ts";

export interface FormValues {
  email: string;
  number: string;
  expiry: string;
  cvc: string;
  name: string;
}

export type FormFaults = Partial<Record<keyof FormValues, string>>;

export const emptyForm: FormValues = { email: "", number: "", expiry: "", cvc: "", name: "" };

/** What was typed, with the security code left out so that it is never written back. */
export function formValues(form: URLSearchParams): FormValues {
  const text = (name: string): string => (form.get(name) ?? "").trim().slice(0, 200);
  const [email, number, expiry, name] = ["email", "number", "expiry", "name"].map(text);
  return { ...emptyForm, email, number, expiry, name } as FormValues;
}

/** Reads the card form; faults name the field and say what to write. */
export function readCardForm(
  form: URLSearchParams,
  words: Words,
  nowMs: number,
): { entry: CardEntry } | { faults: FormFaults } {
  const values = formValues(form);
  const faults: FormFaults = {};
  const number = values.number.replace(/[\s-]/g, "");
  const card = findCard(number);
  if (!card) faults.number = passesLuhn(number) ? words.errTestCard : words.errNumber;
  const expiry = /^(0?[1-9]|1[0-2])\s*\/?\s*(?:20)?(\d\d)$/.exec(values.expiry);
  const [expMonth, expYear] = [Number(expiry?.[1]), 2000 + Number(expiry?.[2])];
  if (!expiry) faults.expiry = words.errExpiry;
  else if (Date.UTC(expYear, expMonth, 1) <= nowMs) faults.expiry = words.errExpired;
  if (!/^\d{3,4}$/.test((form.get("cvc") ?? "").trim())) faults.cvc = words.errCvc;
  if (!card || Object.keys(faults).length > 0) return { faults };
  return {
    entry: { card, expMonth, expYear, email: values.email || null, name: values.name || null },
  };
}
