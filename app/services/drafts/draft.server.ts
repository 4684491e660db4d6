import type { DraftRow } from "#app/db/stores/drafts.server.ts";

/** As long as somebody may want to come back to a form that they began. */
export const draftKeptMs = 7 * 86_400_000;

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
