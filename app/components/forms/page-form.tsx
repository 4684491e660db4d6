import { type ComponentPropsWithoutRef, createContext, useContext } from "react";

/** The token that proves that a form came from a page of ours; root.tsx provides it. */
export const FormToken = createContext("");
export const formTokenField = "formToken";

/**
 * A form that posts to its own page. Messages are ours, in the page's language, so the browser's
 * own bubbles stay away; what is typed is checked on the server.
 */
export function PageForm({ children, ...rest }: ComponentPropsWithoutRef<"form">) {
  const token = useContext(FormToken);
  return (
    <form method="post" noValidate {...rest}>
      <input type="hidden" name={formTokenField} value={token} />
      {children}
    </form>
  );
}
