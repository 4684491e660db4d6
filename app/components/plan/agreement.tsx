import type { ReactNode } from "react";
import type { Locale } from "#app/i18n/locale.ts";

export interface Wording {
  readonly locale: Locale;
  readonly title: string;
  readonly text: string;
}

interface AgreementProps {
  /** The title in each language; the debtor's first. */
  readonly titles: readonly { readonly locale: Locale; readonly text: string }[];
  readonly children: ReactNode;
}

/** The agreement as it is signed: both languages, of equal weight, under one hash. */
export function Agreement({ titles, children }: AgreementProps) {
  return (
    <article className="paper">
      <h2>
        {titles.map((title) => (
          <span key={title.locale} lang={title.locale}>
            {title.text}
          </span>
        ))}
      </h2>
      {children}
    </article>
  );
}

/** One clause in both languages, the debtor's first. */
export function Clause({ wordings }: { wordings: readonly Wording[] }) {
  return (
    <div className="clause">
      {wordings.map((wording) => (
        <div key={wording.locale} lang={wording.locale}>
          <h3>{wording.title}</h3>
          <p>{wording.text}</p>
        </div>
      ))}
    </div>
  );
}

/** A clause with content of its own: the schedule. */
export function ClauseWith({ titles, children }: AgreementProps) {
  return (
    <div className="clause one">
      <h3>
        {titles.map((title) => (
          <span key={title.locale} lang={title.locale}>
            {title.text}
          </span>
        ))}
      </h3>
      <div className="gap-s">{children}</div>
    </div>
  );
}

/** The SHA-256 of both languages, in groups of four to be compared. */
export function Fingerprint({ label, hash }: { label: ReactNode; hash: string }) {
  return (
    <div className="clause one">
      <p className="tiny quiet">{label}</p>
      <p className="hash">{hash.replace(/(.{4})(?=.)/g, "$1 ")}</p>
    </div>
  );
}
