import { type CopyValue, copyRows } from "../copy.server.ts";
import type { Tx } from "../database.server.ts";

/** What an import must know of an account that is there. */
export interface KnownAccount {
  readonly id: string;
  readonly ref: string;
  readonly debtorId: string;
  readonly status: "open" | "recalled" | "closed";
  readonly rowMac: Buffer;
  readonly asOf: string;
  readonly appliedThrough: bigint;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
  readonly fees: bigint;
  readonly costs: bigint;
  readonly minimumDue: bigint;
  readonly delinquentSince: string | null;
  readonly eventSeq: bigint;
  /** Event numbers of the postings that its snapshot does not contain. */
  readonly counted: readonly bigint[];
}

const saveLock = 727_369_003;

/** Two imports into one portfolio take turns, batch by batch: both may bring the same reference. */
export async function lockPortfolioSaves(tx: Tx, portfolioId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [saveLock, portfolioId]);
}

/** Accounts by reference; with `lock`, no posting is made to them until the transaction ends. */
export async function findKnownAccounts(
  tx: Tx,
  portfolioId: string,
  refs: readonly string[],
  lock: boolean,
): Promise<readonly KnownAccount[]> {
  return tx.query<KnownAccount>(
    `select a.id, a.ref, a.debtor_id as "debtorId", a.status, a.row_mac as "rowMac",
       a.as_of as "asOf", a.applied_through as "appliedThrough", a.principal, a.interest,
       a.penalty, a.fees, a.costs, a.minimum_due as "minimumDue",
       a.delinquent_since as "delinquentSince", a.event_seq as "eventSeq",
       case when a.event_seq <= a.applied_through then '{}'::bigint[] else array(
         select p.account_seq from posting p
         where p.account_id = a.id and p.account_seq > a.applied_through) end as counted
     from account a where a.portfolio_id = $1 and a.ref = any($2::text[]) order by a.id
     ${lock ? "for update of a" : ""}`,
    [portfolioId, refs],
  );
}

export const debtorColumns = [
  "id",
  "portfolio_id",
  "ref",
  "sealed",
  "key_id",
  "name_index",
  "dob_index",
  "id_index",
  "phone_index",
  "email_index",
  "post_index",
  "content_mac",
  "locale",
  "time_zone",
] as const;
export type DebtorValues = Readonly<Record<(typeof debtorColumns)[number], CopyValue>>;

/** What a statement of the balance says. */
export const snapshotColumns = [
  "as_of",
  "applied_through",
  "principal",
  "interest",
  "penalty",
  "fees",
  "costs",
  "total",
  "minimum_due",
  "delinquent_since",
] as const;
export type SnapshotValues = Readonly<Record<(typeof snapshotColumns)[number], CopyValue>>;

const accountColumns = [
  "id",
  "portfolio_id",
  "ref",
  "debtor_id",
  "currency",
  "status",
  "product",
  "original_creditor",
  "sealed",
  "card_index",
  "flags",
  "terms",
  "opened_on",
  "charge_off_on",
  "last_statement_on",
  "itemisation_on",
  "itemisation_amount",
  "payments_since",
  "credits_since",
  "row_mac",
  ...snapshotColumns,
] as const;
export type AccountValues = Readonly<Record<(typeof accountColumns)[number], CopyValue>>;

export async function insertDebtors(tx: Tx, debtors: readonly DebtorValues[]): Promise<void> {
  await copyRows(tx, "debtor", debtorColumns, inOrder(debtorColumns, debtors));
}

/** Changes debtors to what is given, all columns. */
export async function updateDebtors(tx: Tx, debtors: readonly DebtorValues[]): Promise<void> {
  if (debtors.length === 0) return;
  await stage(tx, "staged_debtor", "debtor", debtorColumns, debtors);
  await tx.query(`update debtor d set ${assignments(debtorColumns)}, updated_at = now()
    from staged_debtor s where d.id = s.id`);
}

export async function insertAccounts(tx: Tx, accounts: readonly AccountValues[]): Promise<void> {
  await copyRows(tx, "account", accountColumns, inOrder(accountColumns, accounts));
}

/**
 * Changes accounts to what is given. A snapshot that gives way to another day, number or amount is
 * kept as history; events that a snapshot covers are marked applied.
 */
export async function updateAccounts(tx: Tx, accounts: readonly AccountValues[]): Promise<void> {
  if (accounts.length === 0) return;
  await stage(tx, "staged_account", "account", accountColumns, accounts);
  await changeAccounts(tx, accountColumns);
}

/** The same for the snapshot alone; the rest stays. */
export async function updateSnapshots(
  tx: Tx,
  snapshots: readonly (SnapshotValues & { readonly id: string })[],
): Promise<void> {
  if (snapshots.length === 0) return;
  await stage(tx, "staged_account", "account", ["id", ...snapshotColumns], snapshots);
  await changeAccounts(tx, snapshotColumns);
}

async function changeAccounts(tx: Tx, columns: readonly string[]): Promise<void> {
  await tx.query(
    `insert into account_snapshot (id, account_id, portfolio_id, as_of, applied_through, principal,
       interest, penalty, fees, costs, minimum_due, delinquent_since, terms, reason)
     select gen_random_uuid(), a.id, a.portfolio_id, a.as_of, a.applied_through, a.principal,
       a.interest, a.penalty, a.fees, a.costs, a.minimum_due, a.delinquent_since, a.terms,
       'superseded'
     from account a join staged_account s on s.id = a.id
     where (a.as_of, a.applied_through, a.principal, a.interest, a.penalty, a.fees, a.costs)
       is distinct from
       (s.as_of, s.applied_through, s.principal, s.interest, s.penalty, s.fees, s.costs)`,
  );
  await tx.query(`update account a set ${assignments(columns)}, updated_at = now(),
      applied_seen = greatest(a.applied_seen, s.applied_through)
    from staged_account s where a.id = s.id`);
  await tx.query(
    `update event e set applied_at = now() from staged_account s
     where e.account_id = s.id and e.account_seq <= s.applied_through and e.applied_at is null`,
  );
}

export interface HistoryValues extends SnapshotValues {
  readonly id: string;
  readonly account_id: string;
  readonly portfolio_id: string;
  readonly terms: string;
}

/** Keeps a statement that came too late to apply; one that says the same is kept once. */
export async function keepHistory(tx: Tx, kept: readonly HistoryValues[]): Promise<number> {
  if (kept.length === 0) return 0;
  const columns = ["id", "account_id", "portfolio_id", "terms", ...snapshotColumns] as const;
  const names = columns.filter((name) => name !== "total");
  await tx.query(
    "create temp table staged_history (like account_snapshot including defaults) on commit drop",
  );
  await tx.query("alter table staged_history alter reason set default 'older'");
  await copyRows(tx, "staged_history", names, inOrder(names, kept));
  const rows = await tx.query(
    `insert into account_snapshot select * from staged_history s where not exists (
       select 1 from account_snapshot h where h.account_id = s.account_id
         and (h.as_of, h.applied_through, h.principal, h.interest, h.penalty, h.fees, h.costs) =
           (s.as_of, s.applied_through, s.principal, s.interest, s.penalty, s.fees, s.costs))
     returning account_id`,
  );
  return rows.length;
}

/** Sets the joint debtors of accounts to exactly these. */
export async function setJointDebtors(
  tx: Tx,
  accountIds: readonly string[],
  pairs: readonly { readonly accountId: string; readonly debtorId: string }[],
): Promise<void> {
  if (accountIds.length === 0) return;
  await tx.query("delete from joint_debtor where account_id = any($1::uuid[])", [accountIds]);
  await tx.query(
    `insert into joint_debtor (account_id, debtor_id)
     select * from unnest($1::uuid[], $2::uuid[]) on conflict do nothing`,
    [pairs.map((pair) => pair.accountId), pairs.map((pair) => pair.debtorId)],
  );
}

/** A table of this transaction alone, filled by COPY. */
async function stage<Name extends string>(
  tx: Tx,
  name: string,
  like: string,
  columns: readonly Name[],
  rows: readonly Readonly<Record<Name, CopyValue>>[],
): Promise<void> {
  const list = columns.join(", ");
  await tx.query(`drop table if exists ${name}`);
  await tx.query(
    `create temp table ${name} on commit drop as select ${list} from ${like} with no data`,
  );
  await copyRows(tx, name, columns, inOrder(columns, rows));
  await tx.query(`analyze ${name}`);
}

function inOrder<Name extends string>(
  columns: readonly Name[],
  rows: readonly Readonly<Record<Name, CopyValue>>[],
): CopyValue[][] {
  return rows.map((row) => columns.map((column) => row[column]));
}

const fixed = new Set(["id", "portfolio_id", "ref"]);

function assignments(columns: readonly string[]): string {
  return columns
    .filter((column) => !fixed.has(column))
    .map((column) => `${column} = s.${column}`)
    .join(", ");
}
