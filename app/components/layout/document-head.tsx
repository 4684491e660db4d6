import { createContext, useContext, useEffect } from "react";

/** What a page says about its document while it is rendered; entry.server writes it out. */
export interface DocumentHead {
  title: string;
  /** The page asks again by itself after so many seconds, without script. */
  refreshAfterSeconds: number | null;
}

export const HeadContext = createContext<DocumentHead | null>(null);

/** Names the document: a page's own title first, then whose it is. */
export function DocumentTitle({ children }: { children: string }) {
  const head = useContext(HeadContext);
  if (head) head.title = children;
  useEffect(() => {
    document.title = children;
  }, [children]);
  return null;
}

/** Asks again by itself, by the Refresh header: for a page that waits for somebody's answer. */
export function RefreshAfter({ seconds }: { seconds: number }) {
  const head = useContext(HeadContext);
  if (head) head.refreshAfterSeconds = seconds;
  return null;
}
