import type { Cells } from "../cells.server.ts";

/** A row of a file of any form, or why it cannot be read; `line` as a text editor counts. */
export type FileRow =
  | { readonly line: number; readonly cells: Cells }
  | { readonly line: number; readonly fault: string };

/** An opened file: what its head says, and its rows in pieces. */
export interface RowSource {
  /** Names in the file's own order; empty where each row names its own (NDJSON). */
  readonly columns: readonly string[];
  /** Names that no row reader knows, as they have shown up so far. */
  unknownColumns(): readonly string[];
  rows(): AsyncGenerator<readonly FileRow[]>;
  /** How far reading has come, from 0 to 1. */
  progress(): number;
}

/** Why a file is refused as a whole. */
export interface FileFault {
  readonly code: FileFaultCode;
  readonly message: string;
  /** The columns in question. */
  readonly columns: readonly string[];
}

export type FileFaultCode =
  | "file-not-readable"
  | "file-empty"
  | "encoding-unknown"
  | "header-unreadable"
  | "missing-column"
  | "duplicate-column"
  | "workbook-unreadable"
  | "workbook-too-large";

/** The columns that a kind of file may have. */
export interface KnownColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}
