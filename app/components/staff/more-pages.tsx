import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface MorePagesProps {
  /** What the list was asked for with. */
  readonly params: URLSearchParams;
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

/** The way on under a list that has no last page number: it was never counted. */
export function MorePages({ params, next }: MorePagesProps) {
  const { t } = useTranslation("staff");
  const { pathname } = useLocation();
  const first = params.get("after") === null;
  if (first && next === null) return null;
  return (
    <p className="small gap-s">
      {!first && <a href={addressWith(pathname, params, null)}>{t("list.first")}</a>}{" "}
      {next !== null && <a href={addressWith(pathname, params, next)}>{t("list.next")}</a>}
    </p>
  );
}

function addressWith(pathname: string, params: URLSearchParams, after: string | null): string {
  const changed = new URLSearchParams(params);
  if (after === null) changed.delete("after");
  else changed.set("after", after);
  const query = changed.toString();
  return query === "" ? pathname : `${pathname}?${query}`;
}
