/**
 * What a route module exports as `handle` (satisfies PageHandle). Root reads it: the deepest of the
 * matched routes that says something wins.
 */
export interface PageHandle {
  /** The area's look, and which language cookie counts. Set on the areas' layouts. */
  readonly area?: "debtor" | "staff";
  /** Namespaces that hydration must load, as remix-i18next reads them. Set on area layouts. */
  readonly i18n?: readonly string[];
  /** The page needs Remix's script. Without it a page sends none at all. */
  readonly script?: boolean;
}

/** What the deepest matched route says about one thing; undefined when none does. */
export function lastHandle<K extends keyof PageHandle>(
  matches: readonly { readonly handle: unknown }[],
  name: K,
): PageHandle[K] {
  const handles = matches.map((match) => match.handle as PageHandle | undefined);
  return handles.findLast((handle) => handle?.[name] !== undefined)?.[name];
}
