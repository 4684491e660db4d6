import { type ComponentPropsWithoutRef, createContext, useContext } from "react";
import { KeptNote } from "./kept-note.tsx";

/** The token that proves that a form came from a page of ours; root.tsx provides it. */
export const FormToken = createContext("");
export const formTokenField = "formToken";
/** Marks a form whose typed answers are kept until it is sent. */
export const keptField = "kept";

interface PageFormProps extends ComponentPropsWithoutRef<"form"> {
  /**
   * A long form of a debtor, which posts to its own page's path: what was typed into it is never
   * lost, and stands in it again (http/typed-forms.server.ts). Where a page has several, or one in
   * another's place, its name; then the names of those in whose place it stands ("again add"): what
   * was typed into them stands in it too. Give `useFormView` the same.
   */
  readonly kept?: boolean | string;
}

/**
 * A form that posts to its own page. Messages are ours, in the page's language, so the browser's
 * own bubbles stay away; what is typed is checked on the server.
 */
export function PageForm({ kept, children, ...rest }: PageFormProps) {
  const token = <input type="hidden" name={formTokenField} value={useContext(FormToken)} />;
  const names = typeof kept === "string" ? kept : "";
  return (
    <>
      {kept && <KeptNote names={names}>{token}</KeptNote>}
      <form
        method="post"
        noValidate
        {...(kept ? { "data-kept": "" } : {})}
        {...(names === "" ? {} : { id: names.split(" ")[0] })}
        {...rest}
      >
        {token}
        {kept && <input type="hidden" name={keptField} value={names || "yes"} />}
        {rest.encType && <EnterKey />}
        {children}
      </form>
    </>
  );
}

/**
 * Enter in a line of text presses the first button of its form. In one that takes files that would
 * be the one beside an added file, which takes it out again.
 */
function EnterKey() {
  return <button type="submit" className="sr" tabIndex={-1} aria-hidden="true" />;
}
