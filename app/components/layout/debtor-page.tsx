import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import { whole } from "../ui/text.tsx";
import { DocumentTitle } from "./document-head.tsx";
import { Foot } from "./foot.tsx";
import { type DebtorTab, useFrame } from "./frame.tsx";
import { HelperBar } from "./helper-bar.tsx";
import { Masthead, SkipLink, Tabs } from "./masthead.tsx";
import { VisitClock } from "./visit-clock.tsx";

interface DebtorPageProps {
  /** A resting page: the tabs stand above it. */
  readonly tab?: DebtorTab;
  /** A page of a journey: where back leads, and its name (default: back). */
  readonly back?: { readonly href: string; readonly label?: ReactNode };
  /** `column` 36 rem; `aside` the same with help beside it; `wide` for offers and the agreement. */
  readonly width?: "column" | "aside" | "wide";
  /** More help under the person to talk to: h2 and p. Only with `width: "aside"`. */
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

/** The whole of a debtor page: masthead, tabs or back link, column, help, foot. */
export function DebtorPage({ tab, back, width, help, children }: DebtorPageProps) {
  const { tabs } = useFrame();
  const link = back && <BackLink {...back} />;
  return (
    <>
      <SkipLink />
      <Masthead />
      <HelperBar />
      {tab && tabs.length > 0 && <Tabs current={tab} />}
      <main id="main" className="wrap">
        {width === "wide" ? (
          <>
            {link}
            {children}
          </>
        ) : (
          <div className={width === "aside" ? "two" : undefined}>
            <div className="col">
              {link}
              {children}
            </div>
            {width === "aside" && <Aside>{help}</Aside>}
          </div>
        )}
      </main>
      <Foot />
      <VisitClock />
    </>
  );
}

export function BackLink({ href, label }: { href: string; label?: ReactNode }) {
  const { t } = useTranslation("common");
  return (
    <a className="back" href={href}>
      <Icon name="back" />
      {label ?? t("back")}
    </a>
  );
}

interface TitleProps {
  /** Above it: step 1 of 2. */
  readonly step?: ReactNode;
  /** Where the figure is the title for the eye. */
  readonly hidden?: boolean;
  /** The document's title, where it is not the page's. */
  readonly document?: string;
  readonly children: string;
}

/** The page's h1, which names the document too. */
export function PageTitle({ step, hidden, document, children }: TitleProps) {
  const { brand } = useFrame();
  return (
    <>
      <DocumentTitle>{`${document ?? children} · ${brand}`}</DocumentTitle>
      {step && <p className="step">{step}</p>}
      <h1 className={hidden ? "sr" : undefined}>{children}</h1>
    </>
  );
}

interface SectionProps {
  readonly title: ReactNode;
  /** One quieter line under the title. */
  readonly under?: ReactNode;
  /** The text column within a wide page. */
  readonly column?: boolean;
  readonly children?: ReactNode;
}

/** A part of a page under its hairline. */
export function Section({ title, under, column, children }: SectionProps) {
  return (
    <section className={classes("sec", column && "col")}>
      <h2>{title}</h2>
      {under && <p className="under quiet">{whole(under)}</p>}
      {children}
    </section>
  );
}

/** The text column within a wide page. */
export function Column({ children }: { children: ReactNode }) {
  return <div className="col">{children}</div>;
}

function Aside({ children }: { children: ReactNode }) {
  const { t } = useTranslation("debtor");
  const { phone, phoneHours } = useFrame();
  if (!phone && !children) return null;
  return (
    <aside className="aside">
      {phone && (
        <>
          <h2>{t("help.talk")}</h2>
          <p>{t("help.noPressure", phoneHours ? { context: "hours", hours: phoneHours } : {})}</p>
          <p>
            <a className="solo n" href={phone.href}>
              {phone.display}
            </a>
          </p>
        </>
      )}
      {children}
    </aside>
  );
}
