import type { EvidencePurpose } from "#app/db/stores/evidence.server.ts";

/** How large one file may be, and how many one form may carry. A phone's photo is 2 to 5 MB. */
export const largestEvidenceBytes = 10 * 1024 * 1024;
export const mostEvidenceFiles = 5;

/** What the files of a form are for: unsent ones wait under it until the form is sent. */
export interface EvidenceFor {
  readonly portfolioId: string;
  readonly accountId: string | null;
  readonly purpose: EvidencePurpose;
}

/** A file as it came. `content` is null when it was larger, or one more, than what is kept. */
export interface ReceivedFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: Uint8Array | null;
}

/** Why a file was not kept: keys of `reason` in common.json. */
export type EvidenceRefusal =
  | "evidence-empty"
  | "evidence-too-large"
  | "evidence-type"
  | "evidence-name"
  | "evidence-too-many";

/** A kept file as a page lists it. */
export interface EvidenceView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly at: number;
}
