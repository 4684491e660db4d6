import type { Queryable } from "./database.server.ts";

/** One line of the books that does not hold. */
export interface BookFault {
  readonly accountRef: string | null;
  /** The posting, payment, event or case that it is about. */
  readonly reference: string;
  readonly what: string;
}

/** A statement about the books that must have no exception; the first one is answered. */
export interface BookCheck {
  readonly name: string;
  first(db: Queryable): Promise<BookFault | null>;
}

const check = (name: string, text: string): BookCheck => ({
  name,
  async first(db) {
    const rows = await db.query<BookFault>(`${text} limit 1`);
    return rows[0] ?? null;
  },
});

/** `select` of an exception, with the account's own reference. */
const of = (reference: string, what: string, from: string) =>
  `select a.ref as "accountRef", ${reference} as reference, ${what} as what ${from}`;

const joinAccount = "left join account a on a.id = p.account_id";

/** What every posting, payment, event and case must say of each other, each in one pass. */
export const bookChecks: readonly BookCheck[] = [
  check(
    "postings-balance",
    of(
      "p.id",
      "concat('its lines sum to ', coalesce(e.total, 0))",
      `from posting p ${joinAccount} left join (
         select posting_id, count(*) as lines, sum(amount) as total,
           sum(amount) filter (where ledger_account = 'receivable:principal') as principal,
           sum(amount) filter (where ledger_account = 'receivable:interest') as interest,
           sum(amount) filter (where ledger_account = 'receivable:penalty') as penalty,
           sum(amount) filter (where ledger_account = 'receivable:fees') as fees,
           sum(amount) filter (where ledger_account = 'receivable:costs') as costs,
           sum(amount) filter (where ledger_account = 'credit:debtor') as credit
         from entry group by posting_id) e on e.posting_id = p.id
       where e.lines is null or e.lines < 2 or e.total <> 0
         or coalesce(e.principal, 0) <> p.principal or coalesce(e.interest, 0) <> p.interest
         or coalesce(e.penalty, 0) <> p.penalty or coalesce(e.fees, 0) <> p.fees
         or coalesce(e.costs, 0) <> p.costs or -coalesce(e.credit, 0) <> p.credit`,
    ),
  ),
  check(
    "entries-have-postings",
    `select null as "accountRef", e.posting_id as reference, 'lines of no posting' as what
     from entry e where not exists (select from posting p where p.id = e.posting_id)`,
  ),
  check(
    "payments-have-postings",
    of(
      "pay.id",
      "'a payment and its posting differ'",
      `from payment pay left join account a on a.id = pay.account_id
       left join posting p on p.id = pay.posting_id
       where p.id is null or p.kind <> 'payment' or p.amount <> pay.amount
         or p.account_id <> pay.account_id or p.currency <> pay.currency
         or p.effective_on <> pay.effective_on`,
    ),
  ),
  check(
    "postings-have-payments",
    of(
      "p.id",
      "'money was posted that no payment tells of'",
      `from posting p ${joinAccount} where p.kind = 'payment'
         and not exists (select from payment pay where pay.posting_id = p.id)`,
    ),
  ),
  check(
    "payments-were-told",
    of(
      "pay.id",
      "'a payment has no event of its own'",
      `from payment pay join posting p on p.id = pay.posting_id ${joinAccount}
       left join event v on v.account_id = p.account_id and v.account_seq = p.account_seq
       where v.id is null or v.type <> 'payment.succeeded'
         or v.data->>'paymentId' <> pay.id::text`,
    ),
  ),
  check(
    "events-have-payments",
    `select v.account_ref as "accountRef", v.id as reference,
       'a payment was told that is not in the books' as what
     from event v where v.type = 'payment.succeeded' and not exists (
       select from posting p join payment pay on pay.posting_id = p.id
       where p.account_id = v.account_id and p.account_seq = v.account_seq)`,
  ),
  check(
    "events-are-numbered",
    `select a.ref as "accountRef", a.id as reference,
       'its events are not numbered 1 to the last' as what
     from account a left join (
       select account_id, count(*) as told, max(account_seq) as last from event
       group by account_id) v on v.account_id = a.id
     where a.event_seq <> coalesce(v.last, 0) or coalesce(v.told, 0) <> coalesce(v.last, 0)`,
  ),
  check(
    "suspense-has-cases",
    `select null as "accountRef", currency as reference,
       concat('suspense holds ', sum(booked), ', its open cases ', sum(cases)) as what
     from (
       select p.currency, -e.amount as booked, 0 as cases
       from entry e join posting p on p.id = e.posting_id left join posting u on u.id = p.reverses
       where e.ledger_account = 'suspense'
         and coalesce(u.kind, p.kind) not in ('refund', 'chargeback')
       union all
       select currency, case when credit = 'suspense' then amount else -amount end, 0
       from house_posting where 'suspense' in (debit, credit) and kind <> 'loss'
       union all
       select currency, 0, amount from suspense_case where state in ('open', 'waiting')) as lines
     group by currency having sum(booked) <> sum(cases)`,
  ),
  check(
    "beyond-has-breaks",
    `select a.ref as "accountRef", p.id as reference,
       'more went back than the payment held, and no break says so' as what
     from entry e join posting p on p.id = e.posting_id join account a on a.id = p.account_id
     where e.ledger_account = 'suspense' and p.kind in ('refund', 'chargeback')
       and not exists (
         select from break b
         where b.kind = p.kind || ':beyond-payment' and b.account_id = p.account_id
           and b.detail #>> '{beyond,amountMinor}' = e.amount::text)`,
  ),
  check(
    "beyond-is-decided",
    `select null as "accountRef", currency as reference,
       concat('suspense lacks ', sum(gone), ' beyond payments, of which nobody decided ',
         sum(waits)) as what
     from (
       select p.currency, e.amount as gone, 0 as waits
       from entry e join posting p on p.id = e.posting_id left join posting u on u.id = p.reverses
       where e.ledger_account = 'suspense' and coalesce(u.kind, p.kind) in ('refund', 'chargeback')
       union all
       select currency, case when credit = 'suspense' then -amount else amount end, 0
       from house_posting where kind = 'loss'
       union all
       select p.currency, 0, e.amount from entry e join posting p on p.id = e.posting_id
       where e.ledger_account = 'suspense' and p.kind in ('refund', 'chargeback')
         and not exists (select from posting u where u.reverses = p.id)
         and not exists (select from loss l where l.posting_id = p.id and l.state = 'written')
     ) as lines
     group by currency having sum(gone) <> sum(waits)`,
  ),
  check(
    "cases-have-breaks",
    `select null as "accountRef", c.id as reference, 'money waits and no break shows it' as what
     from suspense_case c left join break b on b.id = c.break_id
     where c.state in ('open', 'waiting') and (b.id is null or b.state <> 'open')`,
  ),
];

/** The first line of the house book that does not follow from those before, a chain at a time. */
export async function houseBreak(db: Queryable): Promise<BookFault | null> {
  const rows = await db.query<BookFault>(houseText);
  return rows[0] ?? null;
}

const houseText = `
  with placed as (
    select coalesce(h.portfolio_id, '00000000-0000-0000-0000-000000000000') as chain, h.id, h.n,
      h.hash, h.prev_hash, lag(h.hash) over line as before, lead(h.id) over line as next,
      row_number() over line as place,
      sha256(coalesce(h.prev_hash, ''::bytea) || convert_to(house_seal_text(h), 'UTF8')) as own
    from house_posting h window line as (partition by h.portfolio_id order by h.n)),
  wrong as (
    select id::text as reference from placed
    where hash is distinct from own or prev_hash is distinct from before or place <> n),
  cut as (
    select coalesce(c.portfolio_id, p.chain)::text as reference from house_chain c
    full join (select chain, hash, n from placed where next is null) p on p.chain = c.portfolio_id
    where c.head is distinct from p.hash or c.lines is distinct from coalesce(p.n, 0))
  select null as "accountRef", reference, 'the house book is not as it was written' as what
  from (select * from wrong union all select * from cut) as found limit 1`;
