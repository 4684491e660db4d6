import type { PrintSize } from "#app/domain/notices/support.ts";

/** A paper to keep, as content: what a maker of files lays out on pages. All texts are final. */
export interface Paper {
  /** The document's own title, for whoever lists files. */
  readonly title: string;
  /** BCP 47: the language that stands first. */
  readonly lang: string;
  /** When it was made out, for the file's own record. */
  readonly at: Date;
  /** Stands at the foot of each page, left of its number. */
  readonly foot: string;
  readonly blocks: readonly PaperBlock[];
}

/** A paper and how large its reader needs it. */
export interface SizedPaper {
  readonly paper: Paper;
  readonly size: PrintSize;
}

export type PaperBlock =
  /** Whom a letter goes to, where a window shows it; who writes, when and what about beside it. */
  | {
      readonly kind: "address";
      readonly lines: readonly string[];
      readonly beside: readonly string[];
    }
  /** A text for the camera of a phone, as QR code. */
  | { readonly kind: "camera"; readonly text: string; readonly caption: string }
  | { readonly kind: "title"; readonly lines: readonly string[] }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "facts"; readonly rows: readonly (readonly [string, string])[] }
  /** The same in two languages, side by side and of equal weight. */
  | { readonly kind: "pair"; readonly sides: readonly [PaperText, PaperText] }
  | PaperTable
  /** What is to be read, line by line. */
  | { readonly kind: "text"; readonly text: string }
  /** What is said beside it, quieter. */
  | { readonly kind: "note"; readonly text: string };

export interface PaperText {
  readonly title: string;
  readonly text: string;
}

export interface PaperTable {
  readonly kind: "table";
  readonly columns: readonly PaperColumn[];
  /** A text a column, line by line; a line never parts over pages. */
  readonly rows: readonly (readonly string[])[];
  /** The sum under the double rule; empty texts where there is none. */
  readonly total: readonly string[];
}

export interface PaperColumn {
  readonly head: string;
  /** Share of the width; all shares sum to 1. */
  readonly share: number;
  readonly right?: boolean;
}
