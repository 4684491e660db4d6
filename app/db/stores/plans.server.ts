import type { Queryable, Tx } from "../database.server.ts";

export interface PlanRow {
  readonly id: string;
  readonly accountId: string;
  readonly portfolioId: string;
  /** The debtor who signed. */
  readonly debtorId: string;
  readonly kind: "full" | "settlement" | "instalments" | "deferment";
  readonly state: "agreed" | "active" | "completed" | "broken" | "cancelled" | "replaced";
  readonly interestMode: string;
  readonly frequency: string | null;
  readonly currency: string;
  /** The offer as signed, in the JSON form of interfaces.md §5. */
  readonly offer: unknown;
  readonly toPay: bigint;
  readonly waived: bigint;
  readonly firstDueOn: string;
  readonly lastDueOn: string;
  readonly agreedAt: Date;
  readonly endedAt: Date | null;
  readonly replacedBy: string | null;
  readonly fromSeq: bigint;
  /** Of a plan for several accounts: the same for each of its plans. Null: it stands alone. */
  readonly groupId: string | null;
}

export interface InstalmentRow {
  readonly n: number;
  readonly dueOn: string;
  readonly movedFrom: string | null;
  readonly amount: bigint;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
  readonly fees: bigint;
  readonly costs: bigint;
  readonly balanceAfter: bigint;
}

const columns = `id, account_id as "accountId", portfolio_id as "portfolioId",
  debtor_id as "debtorId", kind, state, interest_mode as "interestMode", frequency, currency,
  offer, to_pay as "toPay", waived, first_due_on as "firstDueOn", last_due_on as "lastDueOn",
  agreed_at as "agreedAt", ended_at as "endedAt", replaced_by as "replacedBy",
  from_seq as "fromSeq", group_id as "groupId"`;

export async function findPlan(db: Queryable, id: string): Promise<PlanRow | null> {
  const rows = await db.query<PlanRow>(`select ${columns} from plan where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The plan in force on an account; at most one, by a unique index. */
export async function findOpenPlan(db: Queryable, accountId: string): Promise<PlanRow | null> {
  const text = `select ${columns} from plan
    where account_id = $1 and state in ('agreed', 'active')`;
  const rows = await db.query<PlanRow>(text, [accountId]);
  return rows[0] ?? null;
}

/** The plans that were signed together, in the order of their accounts' ids. */
export async function listGroupPlans(db: Queryable, groupId: string): Promise<readonly PlanRow[]> {
  const text = `select ${columns} from plan where group_id = $1 order by account_id`;
  return db.query<PlanRow>(text, [groupId]);
}

/** Every plan of an account, newest first. */
export async function listAccountPlans(
  db: Queryable,
  accountId: string,
): Promise<readonly PlanRow[]> {
  const text = `select ${columns} from plan where account_id = $1 order by agreed_at desc, id desc`;
  return db.query<PlanRow>(text, [accountId]);
}

export async function listInstalments(
  db: Queryable,
  planId: string,
): Promise<readonly InstalmentRow[]> {
  return db.query<InstalmentRow>(
    `select n, due_on as "dueOn", moved_from as "movedFrom", amount, principal, interest, penalty,
       fees, costs, balance_after as "balanceAfter"
     from instalment where plan_id = $1 order by n`,
    [planId],
  );
}

/** A plan as it is signed. */
export type NewPlan = Omit<PlanRow, "groupId"> &
  Partial<Pick<PlanRow, "groupId">> & {
    /** The day of its figures; absent: the day of the signature. */
    readonly figuresOn?: string;
  };

/** Writes a plan; one that bears interest marks the account, whose replay must know its days. */
export async function insertPlan(tx: Tx, plan: NewPlan): Promise<void> {
  await tx.query(
    `insert into plan (id, account_id, portfolio_id, debtor_id, kind, state, interest_mode,
       frequency, currency, offer, to_pay, waived, first_due_on, last_due_on, agreed_at, from_seq,
       group_id, figures_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      plan.id,
      plan.accountId,
      plan.portfolioId,
      plan.debtorId,
      plan.kind,
      plan.state,
      plan.interestMode,
      plan.frequency,
      plan.currency,
      JSON.stringify(plan.offer),
      plan.toPay,
      plan.waived,
      plan.firstDueOn,
      plan.lastDueOn,
      plan.agreedAt,
      plan.fromSeq,
      plan.groupId ?? null,
      plan.figuresOn ?? null,
    ],
  );
  if (plan.interestMode === "frozen") return;
  await tx.query("update account set plan_interest = true where id = $1", [plan.accountId]);
}

export async function insertInstalments(
  tx: Tx,
  planId: string,
  lines: readonly InstalmentRow[],
): Promise<void> {
  const column = (name: keyof InstalmentRow) => lines.map((line) => line[name]);
  await tx.query(
    `insert into instalment (plan_id, n, due_on, moved_from, amount, principal, interest, penalty,
       fees, costs, balance_after)
     select $1, * from unnest($2::int[], $3::date[], $4::date[], $5::bigint[], $6::bigint[],
       $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])`,
    [
      planId,
      column("n"),
      column("dueOn"),
      column("movedFrom"),
      column("amount"),
      column("principal"),
      column("interest"),
      column("penalty"),
      column("fees"),
      column("costs"),
      column("balanceAfter"),
    ],
  );
}

/** Moves a plan from one state to another; false when it was no longer in the first. */
export async function setPlanState(
  tx: Tx,
  planId: string,
  from: PlanRow["state"],
  to: PlanRow["state"],
  endedAt: Date | null,
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    "update plan set state = $3, ended_at = $4 where id = $1 and state = $2 returning id",
    [planId, from, to, endedAt],
  );
  return rows.length === 1;
}

/** How many deferments were agreed on an account since a day; cancelled ones do not count. */
export async function countDeferments(
  db: Queryable,
  accountId: string,
  since: string,
): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from plan
     where account_id = $1 and kind = 'deferment' and state <> 'cancelled'
       and agreed_at >= $2::date`,
    [accountId, since],
  );
  return rows[0]?.count ?? 0;
}

/** Plans of some portfolios, newest first: a page of them after the plan `after`. */
export async function listPlans(
  db: Queryable,
  portfolioIds: readonly string[],
  page: { readonly state: string | null; readonly after: string | null; readonly limit: number },
): Promise<readonly PlanRow[]> {
  return db.query<PlanRow>(
    `select ${columns} from plan where portfolio_id = any($1::uuid[])
       and ($2::text is null or state = $2)
       and ($3::uuid is null or (agreed_at, id) < (select agreed_at, id from plan where id = $3))
     order by agreed_at desc, id desc limit $4`,
    [portfolioIds, page.state, page.after, page.limit],
  );
}

/**
 * Plans in force that charge interest of their own and have an instalment due by a day for which
 * none was posted yet (once-key `plan-interest:<plan>:<n>`). The day is the latest anywhere.
 */
export async function listPlansToCharge(
  db: Queryable,
  latestDay: string,
): Promise<readonly { readonly id: string; readonly accountId: string }[]> {
  return db.query(
    `select distinct plan.id, plan.account_id as "accountId" from plan
     join instalment on instalment.plan_id = plan.id and instalment.due_on <= $1::date
     where plan.state in ('agreed', 'active') and plan.interest_mode in ('reduced', 'fee')
       and not exists (select from posting
         where once_key = 'plan-interest:' || plan.id || ':' || instalment.n)`,
    [latestDay],
  );
}
