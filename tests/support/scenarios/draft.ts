import type { Currency } from "#app/domain/money/currency.ts";
import { type PresetName, presetPolicy } from "#app/domain/policy/presets.ts";
import { policyDocument } from "#app/domain/policy/write-policy.ts";

/** The parts of a policy document that lives change. */
export interface PolicyParts {
  instalments: Record<string, unknown>;
  settlement: unknown[];
  full: unknown;
  deferment: unknown;
  plan: Record<string, unknown>;
}

/** What is given, before anything happens. */
export interface Draft {
  preset: PresetName;
  currency: Currency;
  zone: string;
  country: string | null;
  readonly changes: ((policy: PolicyParts) => void)[];
  readonly days: { on: string; working: boolean; name: string }[];
  /** Major units as written, by component. */
  readonly owed: Record<string, string>;
  asOf: string;
  since: string | null;
  terms: Record<string, unknown>;
  readonly rates: Record<string, unknown>[];
  joint: boolean;
  /** The principal of a second account of the same debtor; null: there is none. */
  second: string | null;
}

/** The plainest house: a Chinese card of a bank, whose offers have the terms that lives sign. */
export function plainDraft(): Draft {
  return {
    preset: "cn-bank-card",
    currency: "CNY",
    zone: "Asia/Shanghai",
    country: null,
    changes: [],
    days: [],
    owed: {},
    asOf: "",
    since: null,
    terms: { dailyRate: "0" },
    rates: [],
    joint: false,
    second: null,
  };
}

/** The preset as a document, with what the life changes. */
export function policyOf({ preset, currency, zone, changes }: Draft): unknown {
  const policy = JSON.parse(
    JSON.stringify(policyDocument(presetPolicy(preset, currency, zone))),
  ) as PolicyParts;
  Object.assign(policy.instalments, {
    minTerms: 2,
    offerTerms: [2, 3, 4, 5, 6, 8, 10, 12],
    minAmount: "1",
  });
  for (const change of changes) change(policy);
  return policy;
}
