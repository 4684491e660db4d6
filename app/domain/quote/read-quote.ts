import { defaultHoldEffects } from "../holds/default-effects.ts";
import type { AccountState } from "../ledger/account.ts";
import { readAccount, readAccountCurrency } from "../ledger/read-account.ts";
import { checkFirstDue } from "../plans/first-due.ts";
import type { AffordabilityStatement, ProposalAsk } from "../plans/offer.ts";
import type { Policy } from "../policy/policy.ts";
import { readPolicy } from "../policy/read-policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import {
  type DocumentFault,
  type Field,
  fieldsOf,
  optional,
  parseDocument,
  readDate,
  refuse,
} from "../primitives/reader.ts";
import type { Result } from "../primitives/result.ts";
import { readProposal } from "./read-proposal.ts";
import { readStatement } from "./read-statement.ts";

/** A quote that was asked for, ready to compute (interfaces.md §5). */
export interface QuoteRequest {
  readonly on: CalendarDate;
  readonly account: AccountState;
  readonly policy: Policy;
  readonly firstDueOn: CalendarDate | null;
  readonly statement: AffordabilityStatement | null;
  readonly proposal: ProposalAsk | null;
}

const names = ["on", "account", "policy", "firstDueOn", "affordability", "proposal"] as const;

/** Reads a whole quote document, or answers its first fault with its path. */
export function readQuote(document: unknown): Result<QuoteRequest, DocumentFault> {
  return parseDocument(document, readFields);
}

function readFields(field: Field): QuoteRequest {
  const fieldOf = fieldsOf(field, names);
  const on = readDate(fieldOf("on"));
  const policy = readPolicyFor(fieldOf("account"), fieldOf("policy"));
  const account = readAccount(fieldOf("account"), policy.value.holdEffects ?? defaultHoldEffects);
  field.faults.first ??= policy.fault;
  const amounts = account.currency;
  const request: QuoteRequest = {
    on,
    account,
    policy: policy.value,
    firstDueOn: optional(fieldOf("firstDueOn"), null, readDate),
    statement: optional(fieldOf("affordability"), null, (f) => readStatement(f, amounts)),
    proposal: optional(fieldOf("proposal"), null, (f) => readProposal(f, amounts)),
  };
  if (field.faults.first === null) checkDates(request, fieldOf);
  return request;
}

/** The policy says what holds stop, so it is read first; its fault counts after the account's. */
function readPolicyFor(account: Field, field: Field) {
  const apart: Field = { ...field, faults: { first: null } };
  const currency = readAccountCurrency(account);
  const value = readPolicy(apart, { currency, timeZone: "UTC" });
  return { value, fault: apart.faults.first };
}

function checkDates(request: QuoteRequest, fieldOf: (name: (typeof names)[number]) => Field): void {
  const { on, account, policy, firstDueOn } = request;
  if (on < account.asOf) {
    refuse(fieldOf("on"), "on-before-as-of", "a quote is not made for a day before the snapshot");
  }
  account.movements.forEach((movement, index) => {
    const field = fieldOf("account");
    const at = { ...field, path: `${field.path}.movements[${index}].on` };
    if (movement.on < account.asOf) {
      refuse(at, "movement-before-as-of", "the snapshot already has what moved before it");
    } else if (movement.on > on) {
      refuse(at, "movement-after-on", "this movement is later than the day of the quote");
    }
  });
  const fault = firstDueOn === null ? null : checkFirstDue(policy, on, firstDueOn);
  if (fault !== null) refuse(fieldOf("firstDueOn"), fault, "outside the window of the policy");
}
