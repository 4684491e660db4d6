import { useTranslation } from "react-i18next";
import { Filter, Filters } from "#app/components/staff/filters.tsx";
import { Button } from "#app/components/ui/button.tsx";

interface AccountFiltersProps {
  readonly portfolios: readonly { readonly code: string; readonly name: string }[];
  readonly params: URLSearchParams;
}

/** What narrows the list; a plain form that asks for another address. */
export function AccountFilters({ portfolios, params }: AccountFiltersProps) {
  const { t } = useTranslation("staff");
  const value = (name: string) => params.get(name) ?? "";
  return (
    <Filters>
      {portfolios.length > 1 && (
        <Filter id="portfolio" label={t("accounts.portfolio")}>
          <select
            className="input"
            id="portfolio"
            name="portfolio"
            defaultValue={value("portfolio")}
          >
            <option value="">{t("accounts.any")}</option>
            {portfolios.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </Filter>
      )}
      <NumberFilter id="days" size={5} label={t("accounts.leastDays")} params={params} />
      <NumberFilter id="min" size={8} label={t("accounts.least")} params={params} />
      <NumberFilter id="max" size={8} label={t("accounts.most")} params={params} />
      <Filter id="status" label={t("accounts.status")}>
        <select
          className="input"
          id="status"
          name="status"
          defaultValue={params.get("status") ?? "open"}
        >
          {(["open", "recalled", "closed", "any"] as const).map((status) => (
            <option key={status} value={status}>
              {t(`accountStatus.${status}`)}
            </option>
          ))}
        </select>
      </Filter>
      {params.has("sort") && <input type="hidden" name="sort" value={value("sort")} />}
      <Button look="second">{t("list.filter")}</Button>
      <a href="/staff/accounts">{t("list.clear")}</a>
    </Filters>
  );
}

interface NumberFilterProps {
  readonly id: string;
  readonly size: number;
  readonly label: string;
  readonly params: URLSearchParams;
}

function NumberFilter({ id, size, label, params }: NumberFilterProps) {
  return (
    <Filter id={id} label={label}>
      <input
        className="input"
        id={id}
        name={id}
        inputMode="decimal"
        size={size}
        defaultValue={params.get(id) ?? ""}
      />
    </Filter>
  );
}
