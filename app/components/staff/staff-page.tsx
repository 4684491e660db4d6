import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageForm } from "../forms/page-form.tsx";
import { DocumentTitle } from "../layout/document-head.tsx";
import { LanguageLink } from "../layout/language-link.tsx";
import { SkipLink } from "../layout/masthead.tsx";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { type RailItem, type StaffFrame, useStaffFrame } from "./staff-frame.tsx";

interface StaffPageProps {
  readonly title: string;
  /** Above the title: where this page belongs. */
  readonly crumbs?: ReactNode;
  /** Under the title: what there is, in a sentence. */
  readonly lead?: ReactNode;
  /** Buttons at the right edge of the title. */
  readonly acts?: ReactNode;
  /** What was searched for, to be shown again in the search box. */
  readonly search?: string;
  readonly children: ReactNode;
}

/** The whole of a staff page: bar with search, rail, title and actions, content. */
export function StaffPage({ search, children, ...heading }: StaffPageProps) {
  const frame = useStaffFrame();
  const content = (
    <main id="main">
      <Heading {...heading} />
      {children}
    </main>
  );
  return (
    <>
      <SkipLink />
      <Bar frame={frame} search={search} />
      {frame ? (
        <div className="desk">
          <Rail items={frame.rail} />
          {content}
        </div>
      ) : (
        content
      )}
      <Shortcuts />
    </>
  );
}

function Heading({ title, crumbs, lead, acts }: Omit<StaffPageProps, "search" | "children">) {
  return (
    <div className="top">
      <DocumentTitle>{`${title} · Evenkeel`}</DocumentTitle>
      <div>
        {crumbs && <p className="quiet">{crumbs}</p>}
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {acts && <div className="acts">{acts}</div>}
    </div>
  );
}

function Bar({ frame, search }: { frame: StaffFrame | null; search: string | undefined }) {
  const { t } = useTranslation(["staff", "common"]);
  return (
    <header className="bar">
      <a className="brand" href="/staff">
        <Icon name="mark" />
        <b>{t("common:product")}</b>
      </a>
      {frame ? <Search search={search} /> : <span />}
      <div className="me">
        {frame?.portfolio && <span>{frame.portfolio}</span>}
        {frame && <span>{frame.person}</span>}
        <LanguageLink />
        {frame && (
          <PageForm action={frame.signOutAction}>
            <button type="submit">{t("common:page.signOut")}</button>
          </PageForm>
        )}
      </div>
    </header>
  );
}

function Search({ search }: { search: string | undefined }) {
  const { t } = useTranslation("staff");
  return (
    <search>
      <form action="/staff/accounts">
        <label className="sr" htmlFor="search">
          {t("search.label")}
        </label>
        <input
          className="input"
          id="search"
          name="q"
          type="search"
          defaultValue={search}
          placeholder={t("search.hint")}
        />
      </form>
    </search>
  );
}

function Rail({ items }: { items: readonly RailItem[] }) {
  const { t } = useTranslation("common");
  const { pathname } = useLocation();
  const current = items
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return (
    <nav className="rail" aria-label={t("page.main")}>
      <ul>
        {items.map((item) => (
          <li key={item.href} className={item.gapped ? "gapped" : undefined}>
            <a href={item.href} aria-current={item === current ? "page" : undefined}>
              <span>{item.label}</span>
              {item.count && <span className={classes("n", item.due && "due")}>{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
