import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FormView } from "./form-view.ts";

interface ErrorSummaryProps {
  readonly form: FormView;
  /** The questions' names by field: the list says which, the field says why. */
  readonly labels: Readonly<Record<string, ReactNode>>;
}

/** First on the page and first in focus: what needs another look, with a link to each. */
export function ErrorSummary({ form, labels }: ErrorSummaryProps) {
  const { t } = useTranslation("common");
  if (form.errors.length === 0) return null;
  const ofFields = form.errors.filter((error) => error.name !== "");
  return (
    <div className="note attn" role="alert" {...takesFocus}>
      <h2>{t("form.errors", { count: form.errors.length })}</h2>
      <p className="small">{t("form.saved")}</p>
      <ul className="small">
        {form.errors
          .filter((error) => error.name === "")
          .map((error) => (
            <li key={error.text}>{error.text}</li>
          ))}
        {ofFields.map((error) => (
          <li key={error.id}>
            <a href={`#${error.id}`}>{labels[error.name] ?? error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A refused form leads here, without script. */
const takesFocus = { tabIndex: -1, autoFocus: true };
