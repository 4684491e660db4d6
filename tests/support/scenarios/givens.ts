import { Decimal } from "decimal.js";
import { isCurrency } from "#app/domain/money/currency.ts";
import { isPreset } from "#app/domain/policy/presets.ts";
import type { Draft, PolicyParts } from "./draft.ts";
import type { Table, Words } from "./phrase.ts";

type Given = (draft: Draft, words: Words) => void;

/** What may be given. */
export const givens: Table<Given> = {
  "a portfolio like {word} in {word}, {name}": (draft, [preset, currency, zone]) => {
    if (!isPreset(preset) || !isCurrency(currency)) throw new Error(`no ${preset} in ${currency}`);
    Object.assign(draft, { preset, currency, zone });
  },
  "an account of {amount} as of {date}": (draft, [amount, asOf]) => {
    draft.owed.principal = amount;
    draft.asOf = asOf;
  },
  "it also owes {word} of {amount}": (draft, [component, amount]) => {
    draft.owed[component] = amount;
  },
  "it is overdue since {date}": (draft, [since]) => {
    draft.since = since;
  },
  "interest of {rate}% a day": (draft, [rate]) => {
    draft.terms = { dailyRate: share(rate) };
  },
  "interest of {rate}% a year, {name}": (draft, [rate, dayCount]) => {
    draft.terms = { annualRate: share(rate), dayCount };
  },
  "from {date} interest of {rate}% a day": (draft, [from, rate]) => {
    draft.rates.push({ from, dailyRate: share(rate) });
  },
  "unpaid interest joins the base on day {n} of each month": (draft, [day]) => {
    Object.assign(draft.terms, { compounding: "statement", statementDay: Number(day) });
  },
  "another debtor owes it too": (draft) => {
    draft.joint = true;
  },
  "a second account of {amount} of the same debtor": (draft, [amount]) => {
    draft.second = amount;
  },
  "holidays of {word}": (draft, [country]) => {
    draft.country = country;
  },
  "{date} is a day off": (draft, [on]) => {
    draft.days.push({ on, working: false, name: "" });
  },
  "{date} is a working day": (draft, [on]) => {
    draft.days.push({ on, working: true, name: "" });
  },
  "dates off a working day move to the {word} one": policy((parts, [way]) => {
    parts.instalments.workingDays = way;
  }),
  "dates stay on the day they fall on": policy((parts) => {
    parts.instalments.workingDays = "none";
  }),
  "a signature may be withdrawn for {n} days": policy((parts, [days]) => {
    parts.plan.coolingOffDays = Number(days);
  }),
  "a debtor may change a plan {n} times a year": policy((parts, [times]) => {
    parts.plan.changesPerYear = Number(times);
  }),
  "plans may be {list}": policy((parts, [list]) => {
    parts.instalments.frequencies = list.split(", ");
  }),
  "plans bear the account's own interest": policy((parts) => {
    parts.instalments.interest = { mode: "contract" };
  }),
  "plans bear {rate}% a year instead": policy((parts, [rate]) => {
    parts.instalments.interest = { mode: "reduced", annualRate: share(rate) };
  }),
  "plans charge {rate}% of the principal an instalment": policy((parts, [rate]) => {
    parts.instalments.interest = { mode: "fee", feePerInstalment: share(rate) };
  }),
  "a settlement at {rate}% in {n} payments within {n} days": policy((parts, words) => {
    const [rate, payments, days] = words;
    parts.settlement = [
      {
        fromDaysOverdue: 0,
        share: share(rate),
        maxPayments: Number(payments),
        payWithinDays: Number(days),
      },
    ];
  }),
  "a deferment of {n} days {word} interest, then {word}": policy((parts, [days, how, then]) => {
    const interest = how === "with" ? "contract" : "frozen";
    parts.deferment = { maxDays: Number(days), perYear: 1, interest, then };
  }),
  "{rate}% less for all of it within {n} days": policy((parts, [rate, days]) => {
    parts.full = { discount: share(rate), payWithinDays: Number(days) };
  }),
};

function policy(change: (parts: PolicyParts, words: Words) => void): Given {
  return (draft, words) => void draft.changes.push((parts) => change(parts, words));
}

const share = (percent: string): string => new Decimal(percent).div(100).toFixed();
