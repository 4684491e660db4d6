import { createContext, useContext } from "react";
import type { HelperScope } from "#app/domain/verification/helper.ts";
import { helperMay } from "#app/domain/verification/helper-pages.ts";

export type DebtorTab = "home" | "balance" | "ways" | "plan" | "messages";

/** What stands around every debtor page; debtor/layout's loader gives it, DebtorPage draws it. */
export interface DebtorFrame {
  /** The creditor's brand; the product's name where no portfolio is known. */
  readonly brand: string;
  /** Somebody who may know of no debt looks at it: the brand's name alone, no word of a service. */
  readonly nameOnly?: boolean;
  /** Where the brand leads: home when signed in, else the landing; null where neither is known. */
  readonly homeHref: string | null;
  /** The tabs of this debtor, in order; none before they are known. */
  readonly tabs: readonly { readonly tab: DebtorTab; readonly href: string }[];
  /** A person to talk to; null when the portfolio names none. */
  readonly phone: { readonly display: string; readonly href: string } | null;
  /** Hours, in the page's language. */
  readonly phoneHours: string | null;
  readonly adviceHref: string | null;
  readonly privacyHref: string | null;
  /** What there is to understand about interest and rights; null: no word of a debt here. */
  readonly learnHref: string | null;
  /** Where the form that ends the visit posts to; null when there is none to end. */
  readonly signOutAction: string | null;
  /** Milliseconds until the visit ends if nobody does anything; absent: nobody is inside. */
  readonly visitLeftMs?: number;
  /** When this page was shown, in epoch milliseconds; absent: nobody is inside. */
  readonly shownAtMs?: number;
  /** Somebody is here who helps the debtor; absent: it is the debtor. */
  readonly helper?: FrameHelper;
  /** What was typed into this page's long forms before and not sent. */
  readonly kept?: readonly KeptAnswers[];
}

export interface FrameHelper {
  /** The debtor, as they chose to be named. */
  readonly name: string;
  readonly scopes: readonly HelperScope[];
}

export interface KeptAnswers {
  /** The page's path, with the form's name where it has one. */
  readonly form: string;
  /** "" for the one form of a page. */
  readonly name: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly savedAt: number;
  readonly zone: string;
}

/** The frame of a page of which nothing is known: an address that does not exist, a failure. */
export const bareFrame: DebtorFrame = {
  brand: "Evenkeel",
  homeHref: null,
  tabs: [],
  phone: null,
  phoneHours: null,
  adviceHref: null,
  privacyHref: null,
  learnHref: null,
  signOutAction: null,
};

export const FrameContext = createContext<DebtorFrame>(bareFrame);

export function useFrame(): DebtorFrame {
  return useContext(FrameContext);
}

/** What was typed into the form of the first of these names that has something; undefined: none. */
export function useKept(names: string): KeptAnswers | undefined {
  const { kept = [] } = useFrame();
  return names
    .split(" ")
    .flatMap((name) => kept.find((one) => one.name === name) ?? [])
    .at(0);
}

/** Whether the reader may open an address of ours: a helper not every one. */
export function useMayOpen(): (href: string) => boolean {
  const { helper } = useFrame();
  return (href) => {
    if (helper === undefined || !href.startsWith("/")) return true;
    return helperMay(helper.scopes, href.split(/[?#]/)[0] ?? "");
  };
}
