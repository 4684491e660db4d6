import type { Queryable } from "../database.server.ts";

/** One condition on accounts; the operator is one of a fixed list, the value a parameter. */
export type AccountCondition = {
  readonly operator: ">=" | "<=" | "!=" | "=" | ">" | "<";
} & (
  | { readonly field: "days_overdue"; readonly value: number }
  | { readonly field: "total"; readonly value: bigint }
  | { readonly field: "ref" | "debtor_ref" | "product"; readonly value: string }
);

export interface SelectedAccount {
  readonly id: string;
  readonly ref: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  readonly debtorRef: string;
}

/** What each field is in the statement; days overdue are counted to the given day. */
const expressions = {
  days_overdue: "($2::date - a.delinquent_since)",
  total: "a.total",
  ref: "a.ref",
  debtor_ref: "d.ref",
  product: "a.product",
} as const;

/** Each account once for everybody who owes it: its first debtor, then the joint ones. */
export async function withJointDebtors(
  db: Queryable,
  accounts: readonly SelectedAccount[],
): Promise<readonly SelectedAccount[]> {
  const joint = await db.query<{ accountId: string; debtorId: string; debtorRef: string }>(
    `select j.account_id as "accountId", j.debtor_id as "debtorId", d.ref as "debtorRef"
     from joint_debtor j join debtor d on d.id = j.debtor_id
     where j.account_id = any($1::uuid[]) order by d.ref`,
    [accounts.map(({ id }) => id)],
  );
  const others = new Map<string, SelectedAccount[]>();
  const known = new Map(accounts.map((account) => [account.id, account]));
  for (const { accountId, debtorId, debtorRef } of joint) {
    const account = known.get(accountId);
    const before = others.get(accountId) ?? [];
    if (account) others.set(accountId, [...before, { ...account, debtorId, debtorRef }]);
  }
  return accounts.flatMap((account) => [account, ...(others.get(account.id) ?? [])]);
}

/** Open accounts that meet every condition, in the order of their ids, after one of them. */
export async function selectAccounts(
  db: Queryable,
  portfolioId: string,
  on: string,
  conditions: readonly AccountCondition[],
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly SelectedAccount[]> {
  const params: unknown[] = [portfolioId, on, page.after, page.limit];
  const tests = conditions.map(({ field, operator, value }) => {
    params.push(value);
    return `and ${expressions[field]} ${operator} $${params.length}`;
  });
  return db.query<SelectedAccount>(
    `select a.id, a.ref, a.portfolio_id as "portfolioId", a.debtor_id as "debtorId",
       d.ref as "debtorRef"
     from account a join debtor d on d.id = a.debtor_id
     where a.portfolio_id = $1 and a.status = 'open' and $2::date is not null
       and ($3::uuid is null or a.id > $3::uuid) ${tests.join(" ")}
     order by a.id limit $4`,
    params,
  );
}
