import type { PrintSize } from "#app/domain/notices/support.ts";

/** How a paper is set in one size. Points: 72 to an inch. */
export interface Look {
  /** The first line of a title, and those under it. */
  readonly title: readonly [number, number];
  readonly titleAlign: "left" | "center";
  readonly heading: number;
  /** A heading stands with so much below it, or goes to the next page. */
  readonly headingNeeds: number;
  readonly factName: number;
  readonly fact: number;
  /** How wide the names beside facts are. */
  readonly factNames: number;
  readonly text: number;
  /** Both languages of a clause: side by side, or one below the other. */
  readonly pairs: "beside" | "below";
  readonly sideTitle: number;
  readonly sideText: number;
  readonly tableHead: number;
  readonly cell: number;
  /** A row of one line. */
  readonly row: number;
  /** A table whose words or sums are wider than their columns is set row by row, as facts. */
  readonly wideTables: "kept" | "as-facts";
  readonly note: number;
  readonly foot: number;
  /** The room at the end of a page; null: what the foot turns out to need. */
  readonly bottom: number | null;
  /** How wide the page's number stands beside the foot. */
  readonly pageNumber: number;
  /** What stands beside: names, heads, notes, the foot. */
  readonly quiet: string;
  /** A paragraph that has no room left on its page: moved on whole, or parted between lines. */
  readonly paragraphs: "moved" | "parted";
}

const standard: Look = {
  title: [18, 13],
  titleAlign: "center",
  heading: 12,
  headingNeeds: 90,
  factName: 9,
  fact: 10,
  factNames: 150,
  text: 10.5,
  pairs: "beside",
  sideTitle: 10.5,
  sideText: 9.5,
  tableHead: 8.5,
  cell: 9.5,
  row: 19,
  wideTables: "kept",
  note: 8.5,
  foot: 8,
  bottom: 72,
  pageNumber: 60,
  quiet: "#626963",
  paragraphs: "moved",
};

/**
 * Large print as the RNIB and the UK Association for Accessible Formats ask for it: nothing under
 * 16 point, what is read in 18 (as large as mail is set, 24 pixels), ranged left, dark, and in one
 * column.
 */
const large: Look = {
  title: [28, 22],
  titleAlign: "left",
  heading: 22,
  headingNeeds: 150,
  factName: 18,
  fact: 18,
  factNames: 176,
  text: 18,
  pairs: "below",
  sideTitle: 20,
  sideText: 18,
  tableHead: 16,
  cell: 18,
  row: 35,
  wideTables: "as-facts",
  note: 16,
  foot: 16,
  bottom: null,
  pageNumber: 90,
  quiet: "#3a3f3c",
  paragraphs: "parted",
};

export const looks: Readonly<Record<PrintSize, Look>> = { standard, large };
