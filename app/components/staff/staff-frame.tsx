import { createContext, useContext } from "react";

/** What stands around every staff page; staff/layout's loader gives it, StaffPage draws it. */
export interface StaffFrame {
  /** Who is signed in, with the role in the page's language. */
  readonly person: string;
  /** The portfolio that is worked in; null for all of them. */
  readonly portfolio: string | null;
  readonly rail: readonly RailItem[];
  readonly signOutAction: string;
}

export interface RailItem {
  readonly label: string;
  readonly href: string;
  /** As shown: "10", "1.0 M". */
  readonly count?: string;
  /** Amber: a clock runs. */
  readonly due?: boolean;
  /** Begins a new group. */
  readonly gapped?: boolean;
}

export const StaffFrameContext = createContext<StaffFrame | null>(null);

/** Null before sign-in: the page stands alone. */
export function useStaffFrame(): StaffFrame | null {
  return useContext(StaffFrameContext);
}
