import { escaped, type Language } from "../../shared/page.ts";

/** What every part of the desk is given. */
export interface DeskView {
  language: Language;
  /** The chosen payment's id; empty: none. */
  payment: string;
}

type Fields = Record<string, string>;

/** A form that does one act and comes back to the same payment. */
export function actForm(view: DeskView, act: string, inner: string, hidden: Fields = {}): string {
  const fields = Object.entries({ act, ...hidden }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  );
  return `<form method="post" action="${deskUrl(view)}">${fields.join("")}${inner}</form>`;
}

/** A form that is one button. */
export const actButton = (
  view: DeskView,
  act: string,
  label: string,
  hidden: Fields = {},
): string => actForm(view, act, `<button>${escaped(label)}</button>`, hidden);

/** The desk with a payment chosen, escaped for an attribute. */
export const deskUrl = ({ payment, language }: DeskView): string =>
  escaped(`/?${new URLSearchParams({ ...(payment ? { payment } : {}), lang: language })}`);

export function textField(id: string, name: string, label: string): string {
  return `<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${name}" inputmode="decimal" autocomplete="off" maxlength="14"></div>`;
}

export function choiceField(
  id: string,
  name: string,
  label: string,
  options: readonly (readonly [value: string, label: string])[],
): string {
  const list = options.map(([value, text]) => `<option value="${value}">${escaped(text)}</option>`);
  return `<div class="field"><label for="${id}">${label}</label>
<select id="${id}" name="${name}">${list.join("")}</select></div>`;
}
