import type { Queryable } from "../database.server.ts";

/**
 * What was typed into a long form and not sent; sealed, for it may hold anything. Where nothing is
 * sealed, the row marks that the form was sent or forgotten at `savedAt`.
 */
export interface DraftRow {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtorId: string;
  /** The page's path, with "#" and the form's name where it has one. */
  readonly form: string;
  readonly sealed: Buffer;
  readonly savedAt: Date;
}

const columns = `id, portfolio_id as "portfolioId", debtor_id as "debtorId", form, sealed,
  saved_at as "savedAt"`;

const insertion = `insert into form_draft (id, portfolio_id, debtor_id, form, sealed, saved_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (debtor_id, form)
  do update set id = excluded.id, sealed = excluded.sealed, saved_at = excluded.saved_at`;

const valuesOf = (row: DraftRow) => [
  row.id,
  row.portfolioId,
  row.debtorId,
  row.form,
  row.sealed,
  row.savedAt,
];

/**
 * One draft a form: a later one takes the place of the one before. `late`: it was typed on a page
 * shown at `shownAt`, and is let go of where that form was sent after this, and after `since`.
 */
export async function saveDraft(
  db: Queryable,
  row: DraftRow,
  late: { readonly shownAt: Date; readonly since: Date } | null,
): Promise<void> {
  const before = `where length(form_draft.sealed) > 0 or $7::timestamptz is null
    or form_draft.saved_at <= greatest($7::timestamptz, $8::timestamptz)`;
  const { shownAt, since } = late ?? { shownAt: null, since: null };
  await db.query(`${insertion} ${before}`, [...valuesOf(row), shownAt, since]);
}

/** Lets go of what was typed into a form, and marks that it was sent or forgotten. */
export async function markForgotten(db: Queryable, row: Omit<DraftRow, "sealed">): Promise<void> {
  await db.query(insertion, valuesOf({ ...row, sealed: Buffer.alloc(0) }));
}

/** Lets go of all but the newest drafts of a debtor, and of all but the newest marks. */
export async function trimDrafts(db: Queryable, debtorId: string, most: number): Promise<void> {
  await db.query(
    `delete from form_draft where id in (
       select id from (
         select id, row_number() over
           (partition by length(sealed) = 0 order by saved_at desc, id desc) as place
         from form_draft where debtor_id = $1) as placed
       where place > $2)`,
    [debtorId, most],
  );
}

/** The drafts of a page: of its one form, or of each that has a name. */
export async function listDraftsOf(
  db: Queryable,
  debtorId: string,
  path: string,
  since: Date,
): Promise<readonly DraftRow[]> {
  const text = `select ${columns} from form_draft
    where debtor_id = $1 and split_part(form, '#', 1) = $2 and saved_at > $3
      and length(sealed) > 0 order by form`;
  return db.query<DraftRow>(text, [debtorId, path, since]);
}

/** The forms that wait to be sent, the newest first. */
export async function listDrafts(
  db: Queryable,
  debtorId: string,
  since: Date,
): Promise<Pick<DraftRow, "form" | "savedAt">[]> {
  const text = `select form, saved_at as "savedAt" from form_draft
    where debtor_id = $1 and saved_at > $2 and length(sealed) > 0
    order by saved_at desc, id desc`;
  return db.query<Pick<DraftRow, "form" | "savedAt">>(text, [debtorId, since]);
}

/** Deletes what was typed into a form; a mark that it was sent stays. */
export async function deleteDraft(db: Queryable, debtorId: string, form: string): Promise<void> {
  const text = "delete from form_draft where debtor_id = $1 and form = $2 and length(sealed) > 0";
  await db.query(text, [debtorId, form]);
}

/** Deletes what was saved before a moment; answers how many. */
export async function deleteOldDrafts(db: Queryable, before: Date): Promise<number> {
  const text = "delete from form_draft where saved_at <= $1 returning id";
  return (await db.query(text, [before])).length;
}
