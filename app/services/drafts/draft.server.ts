import type { DraftRow } from "#app/db/stores/drafts.server.ts";

/** As long as somebody may want to come back to a form that they began. */
const draftKeptMs = 7 * 86_400_000;

/** So long after a form was sent, what a page shown before says of it comes late. */
export const lateMs = 120_000;

/** More forms than there are on the way of one person. */
export const mostDrafts = 20;

/** What was typed, by the name of its field. */
export type TypedValues = Readonly<Record<string, readonly string[]>>;

export const draftBinding = ({ id, portfolioId }: Pick<DraftRow, "id" | "portfolioId">) => ({
  portfolioId,
  table: "form_draft",
  id,
});

/**
 * Names the form of a page: by the page's path, and by the form's own name where the page has
 * several; "" otherwise.
 */
export const draftForm = (path: string, name: string): string =>
  name === "" ? path : `${path}#${name}`;

/** Drafts saved before this moment are as good as forgotten. */
export const draftsSince = (nowMs: number): Date => new Date(nowMs - draftKeptMs);
