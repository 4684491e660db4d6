import { listAccountPlans, listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import { type Component, componentNames, totalOf } from "#app/domain/money/components.ts";
import type { LoadedAccount } from "#app/services/accounts/account-state.server.ts";
import { matchedPlan } from "#app/services/reading/next-due.server.ts";
import { loaded } from "../signing.ts";
import { type Life, written } from "./life.ts";
import { oracleOf } from "./oracle.ts";

/** What holds of every life on every day that is looked at; what does not, in words. */
export async function brokenInvariants(life: Life): Promise<string[]> {
  const account = await loaded(life.bench.runtime, life.accountId);
  return [
    ...(await brokenPostings(life)),
    ...(await brokenNumbers(life)),
    ...brokenSums(life, account),
    ...brokenBooks(life, account),
    ...brokenOracle(life, account),
    ...(await brokenPlans(life, account)),
  ];
}

/** Each posting balances, and says of each component what its entries say. */
async function brokenPostings({ bench, accountId }: Life): Promise<string[]> {
  const rows = await bench.runtime.db.query<{ kind: string; off: string; owed: string }>(
    `select p.kind, sum(e.amount)::text as off,
       (sum(e.amount) filter (where e.ledger_account like 'receivable:%')
         - (p.principal + p.interest + p.penalty + p.fees + p.costs))::text as owed
     from posting p join entry e on e.posting_id = p.id
     where p.account_id = $1 group by p.id
     having sum(e.amount) <> 0 or coalesce(
       sum(e.amount) filter (where e.ledger_account like 'receivable:%'), 0)
         <> p.principal + p.interest + p.penalty + p.fees + p.costs`,
    [accountId],
  );
  return rows.map(({ kind, off, owed }) => `a ${kind} is off by ${off}, its parts by ${owed}`);
}

/** Events are numbered from 1 without a gap. */
async function brokenNumbers({ bench, accountId }: Life): Promise<string[]> {
  const rows = await bench.runtime.db.query<{ seq: bigint }>(
    "select account_seq as seq from event where account_id = $1 order by account_seq",
    [accountId],
  );
  const gap = rows.findIndex(({ seq }, index) => seq !== BigInt(index + 1));
  return gap === -1 ? [] : [`event ${gap + 1} has the number ${rows[gap]?.seq}`];
}

/** Balance = snapshot + lines; the explanation sums to the interest among them. */
function brokenSums(life: Life, { balance }: LoadedAccount): string[] {
  const sum = (lines: readonly { readonly amountMinor: bigint }[]) =>
    lines.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  const owed = balance.totalMinor - balance.creditMinor;
  const lines = sum(balance.itemisation);
  const charged = sum(balance.itemisation.filter(({ kind }) => kind === "interest"));
  const explained = sum(balance.explanation.filter(({ component }) => component === "interest"));
  const broken = [];
  if (lines !== owed) {
    broken.push(`lines of ${written(life, lines)}, owed ${written(life, owed)}`);
  }
  if (charged !== explained) {
    broken.push(`interest ${written(life, charged)}, explained ${written(life, explained)}`);
  }
  return broken;
}

/** Until a snapshot has taken postings in, the ledger has the balance by component, and credit. */
function brokenBooks(life: Life, { row, balance, postings }: LoadedAccount): string[] {
  if (row.appliedThrough > 0n) return [];
  const derived = balance.itemisation.filter(
    ({ kind }) => kind === "interest" || kind === "penalty",
  );
  const posted = (name: Component | "credit") =>
    postings.reduce((total, posting) => total + posting[name], 0n);
  // What is given back of a snapshot's interest has a split, and lowers that.
  const moved = (name: Component) => (line: (typeof derived)[number]) => {
    if (line.split !== null) return -line.split[name];
    return line.component === name ? line.amountMinor : 0n;
  };
  const stands = (name: Component) =>
    derived.map(moved(name)).reduce((total, minor) => total + minor, row[name] + posted(name));
  const beyond = derived.reduce(
    (sum, { split, amountMinor }) => (split === null ? sum : sum - amountMinor - totalOf(split)),
    0n,
  );
  const books = [
    ...componentNames.map((name) => [name, balance.components[name], stands(name)] as const),
    ["credit", balance.creditMinor, posted("credit") + beyond] as const,
  ];
  return books
    .filter(([, shown, booked]) => shown !== booked)
    .map(([name, ...both]) => {
      const [shown, booked] = both.map((minor) => written(life, minor));
      return `${name} ${shown}, on the books ${booked}`;
    });
}

/** A second opinion that shares no code with the product. */
function brokenOracle(life: Life, account: LoadedAccount): string[] {
  const opinion = oracleOf(account);
  if (opinion === null) return [];
  const { totalMinor, creditMinor } = account.balance;
  const [total, credit] = [written(life, totalMinor), written(life, creditMinor)];
  const plain = (text: string) => text.replaceAll(",", "");
  return opinion.total === plain(total) && opinion.credit === plain(credit)
    ? []
    : [`owed ${total}, credit ${credit}; the oracle says ${opinion.total} and ${opinion.credit}`];
}

/** Schedules add up to what was signed, and what was paid of them is neither lost nor doubled. */
async function brokenPlans({ bench, accountId }: Life, account: LoadedAccount): Promise<string[]> {
  const { db } = bench.runtime;
  const plans = await listAccountPlans(db, accountId);
  const broken = await Promise.all(
    plans.map(async (plan: PlanRow) => {
      const lines = await listInstalments(db, plan.id);
      const matching = await matchedPlan(db, plan, account.portfolio.policy);
      const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
      const parts = lines.every(
        (line) =>
          line.principal + line.interest + line.penalty + line.fees + line.costs === line.amount,
      );
      const late = lines.some((line, n) => n > 0 && line.dueOn <= (lines[n - 1]?.dueOn ?? ""));
      const faults = [];
      if (total !== plan.toPay) faults.push(`instalments of ${total}, signed ${plan.toPay}`);
      if (!parts) faults.push("an instalment is not the sum of its parts");
      if (lines.at(-1)?.balanceAfter !== 0n) faults.push("something is left after the last one");
      if (late) faults.push("two dates are out of order");
      if (matching.paidMinor + matching.leftMinor !== plan.toPay) {
        faults.push(`paid ${matching.paidMinor} and left ${matching.leftMinor} of ${plan.toPay}`);
      }
      return faults.map((fault) => `plan ${plan.kind}: ${fault}`);
    }),
  );
  return broken.flat();
}
