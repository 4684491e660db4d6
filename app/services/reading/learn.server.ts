import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { readAccount } from "#app/domain/ledger/read-account.ts";
import { type PresetName, presetPolicy } from "#app/domain/policy/presets.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { documentField } from "#app/domain/primitives/reader.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import {
  bodiesOf,
  type LearnCountry,
  type LearnTopic,
  learnCheckedOn,
  learnCountries,
  learnTopics,
  sectionsOf,
  sourcesOf,
} from "./learn-topics.server.ts";

/**
 * Whose rules are explained: what the reader chose, else the portfolio's country; null: neither is
 * known, or it is a country of which nothing is written.
 */
export function learnCountry(portfolio: Portfolio | null, asked: string | null) {
  const chosen = learnCountries.find((one) => one === asked);
  return chosen ?? (portfolio && (byBrand[portfolio.brand.country] ?? null));
}

const byBrand: Readonly<Record<string, LearnCountry>> = { CN: "cn", US: "us", GB: "uk" };

/** What there is to read. */
export function learnList(country: LearnCountry | null) {
  return {
    country,
    topics: country === null ? [] : learnTopics,
    others: learnCountries.filter((one) => one !== country),
  };
}

/** One topic of a country; null: there is none of this name. Nothing in it is of any debt. */
export function learnTopic(country: LearnCountry, name: string | undefined) {
  const topic = learnTopics.find((one) => one === name);
  if (topic === undefined) return null;
  return {
    country,
    topic,
    sections: sectionsOf[topic],
    example: topic === "interest" ? workedExample(country) : null,
    bodies: topic === "help" ? bodiesOf[country] : [],
    sources: sourcesOf(country, topic),
    checkedOn: calendarDate(learnCheckedOn),
    next: nextOf(topic),
  };
}

/** In turn, and from the last one to the first. */
function nextOf(topic: LearnTopic): LearnTopic {
  const at = learnTopics.indexOf(topic) + 1;
  return learnTopics[at % learnTopics.length] as LearnTopic;
}

const terms = {
  cn: { preset: "cn-bank-card", currency: "CNY", interest: { dailyRate: "0.0005" } },
  us: { preset: "us-reg-f", currency: "USD", interest: { annualRate: "0.219" } },
  uk: { preset: "uk-conc", currency: "GBP", interest: { annualRate: "0.2555" } },
} as const satisfies Record<LearnCountry, { preset: PresetName } & Record<string, unknown>>;

const [from, paidOn, to] = ["2026-03-30", "2026-04-23", "2026-05-05"] as const;

/** A large bank's own published example (domain.md §2), counted by the same code as any debt. */
function workedExample(country: LearnCountry) {
  const { preset, currency, interest } = terms[country];
  const field = documentField({
    accountRef: "example",
    currency,
    asOf: from,
    components: { principal: "1000.00" },
    interest,
    movements: [{ on: paidOn, kind: "payment", amount: "100.00" }],
  });
  const account = readAccount(field, defaultHoldEffects);
  assert(field.faults.first === null, "the worked example is a sound account");
  const { explanation } = balanceOn(
    account,
    presetPolicy(preset, currency, "UTC"),
    calendarDate(to),
  );
  return {
    currency,
    explanation,
    from: calendarDate(from),
    paidOn: calendarDate(paidOn),
    to: calendarDate(to),
    amountMinor: account.opening.principal,
    paidMinor: 100_00n,
  };
}
