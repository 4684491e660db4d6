import { listAccountPlans } from "#app/db/stores/plans.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { loaded } from "../signing.ts";
import { type Life, visitOf, written } from "./life.ts";
import type { Table, Words } from "./phrase.ts";

/** What a sentence expects and what is so, both as a file writes them. */
export type Expectation = (life: Life, words: Words) => Promise<readonly [string, string]>;

/** What may be expected; amounts in major units. */
export const expectations: Table<Expectation> = {
  "balance {amount}": async (life, [amount]) => [
    amount,
    written(life, (await account(life)).balance.totalMinor),
  ],
  "credit {amount}": async (life, [amount]) => [
    amount,
    written(life, (await account(life)).balance.creditMinor),
  ],
  "principal {amount}": component("principal"),
  "interest {amount}": component("interest"),
  "penalty {amount}": component("penalty"),
  "no plan": async (life) => ["no plan", (await page(life)) === null ? "no plan" : "a plan"],
  "plan {word}": async (life, [state]) => [state, (await page(life))?.plan.state ?? "no plan"],
  "plans {list}": async ({ bench, accountId }, [states]) => [
    states,
    (await listAccountPlans(bench.runtime.db, accountId)).map(({ state }) => state).join(", "),
  ],
  "next {amount} on {date}": async (life, [amount, on]) => {
    const next = (await page(life))?.next;
    return [`${amount} on ${on}`, next ? `${written(life, next.openMinor)} on ${next.dueOn}` : "-"];
  },
  "nothing next": async (life) => ["-", (await page(life))?.next?.dueOn ?? "-"],
  "paid {amount}": planAmount("paidMinor"),
  "left {amount}": planAmount("leftMinor"),
  "overdue {amount}": planAmount("overdueMinor"),
  "grace until {date}": async (life, [until]) => [until, (await page(life))?.graceUntil ?? "-"],
  "the clock stands still": async (life) => ["still", (await page(life))?.still ? "still" : "-"],
  "the clock runs": async (life) => ["runs", (await page(life))?.still ? "still" : "runs"],
  "cured by {amount} until {date}": async (life, [amount, until]) => {
    const cure = (await page(life))?.cure;
    return [
      `${amount} until ${until}`,
      cure ? `${written(life, cure.amountMinor)} until ${cure.by}` : "-",
    ];
  },
  "dates {list}": async (life, [dates]) => [
    dates,
    ((await page(life))?.lines ?? []).map(({ dueOn }) => dueOn).join(", "),
  ],
  "instalments {list}": async (life, [amounts]) => [
    amounts,
    ((await page(life))?.lines ?? []).map((line) => written(life, line.amountMinor)).join(" + "),
  ],
  "suspense lacks {amount}": async (life, [amount]) => [amount, written(life, await lacking(life))],
  "last told {word}": async ({ bench, accountId }, [kind]) => {
    const [last] = await bench.runtime.db.query<{ kind: string }>(
      "select kind from contact_record where account_id = $1 order by id desc limit 1",
      [accountId],
    );
    return [kind, last?.kind ?? "-"];
  },
  "told {word}": async ({ bench, accountId }, [kind]) => {
    const [last] = await bench.runtime.db.query<{ kind: string }>(
      `select kind from contact_record
       where account_id = $1 and (kind like 'plan-%' or kind like 'autopay-%')
       order by id desc limit 1`,
      [accountId],
    );
    return [kind, last?.kind ?? "-"];
  },
};

/** What went back beyond the account's payments and nobody has written off. */
async function lacking({ bench, accountId }: Life): Promise<bigint> {
  const [row] = await bench.runtime.db.query<{ sum: bigint }>(
    `select coalesce(sum(amount), 0)::bigint as sum from (
       select e.amount from entry e join posting p on p.id = e.posting_id
       where p.account_id = $1 and e.ledger_account = 'suspense'
       union all
       select case when credit = 'suspense' then -amount else amount end from house_posting
       where kind = 'loss' and reference = any(select id::text from posting where account_id = $1)
     ) as lines`,
    [accountId],
  );
  return row?.sum ?? 0n;
}

const account = ({ bench, accountId }: Life) => loaded(bench.runtime, accountId);

async function page(life: Life) {
  return planPage(life.bench.runtime, await visitOf(life), await account(life));
}

function component(name: "principal" | "interest" | "penalty"): Expectation {
  return async (life, [amount]) => [
    amount,
    written(life, (await account(life)).balance.components[name]),
  ];
}

function planAmount(name: "paidMinor" | "leftMinor" | "overdueMinor"): Expectation {
  return async (life, [amount]) => [amount, written(life, (await page(life))?.[name] ?? 0n)];
}
