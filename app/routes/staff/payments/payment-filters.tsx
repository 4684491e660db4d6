import { useTranslation } from "react-i18next";
import { Filter, Filters } from "#app/components/staff/filters.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { paymentMethods } from "./filters.ts";

interface PaymentFiltersProps {
  readonly params: URLSearchParams;
  readonly portfolios: readonly { readonly code: string; readonly name: string }[];
}

/** By portfolio, method, day and reference; the state is chosen above. */
export function PaymentFilters({ params, portfolios }: PaymentFiltersProps) {
  const { t } = useTranslation("staff");
  const given = (name: string) => params.get(name) ?? "";
  return (
    <Filters>
      <Filter id="reference" label={t("payments.reference")}>
        <input
          className="input"
          id="reference"
          name="reference"
          defaultValue={given("reference")}
        />
      </Filter>
      <Filter id="method" label={t("payments.method")}>
        <select className="input" id="method" name="method" defaultValue={given("method")}>
          <option value="">{t("accounts.any")}</option>
          {paymentMethods.map((method) => (
            <option key={method} value={method}>
              {t(`paymentMethod.${method}`)}
            </option>
          ))}
        </select>
      </Filter>
      <Filter id="from" label={t("payments.from")}>
        <input className="input" type="date" id="from" name="from" defaultValue={given("from")} />
      </Filter>
      <Filter id="to" label={t("payments.to")}>
        <input className="input" type="date" id="to" name="to" defaultValue={given("to")} />
      </Filter>
      {portfolios.length > 1 && (
        <Filter id="portfolio" label={t("accounts.portfolio")}>
          <select
            className="input"
            id="portfolio"
            name="portfolio"
            defaultValue={given("portfolio")}
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
      <input type="hidden" name="state" value={given("state")} />
      <Button look="second">{t("list.filter")}</Button>
    </Filters>
  );
}
