import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

interface HelpersBlockProps {
  readonly account: StaffAccountPage;
  readonly mayEnd: boolean;
}

/** Who may come in for a debtor of this account; nothing where nobody may. */
export function HelpersBlock({ account, mayEnd }: HelpersBlockProps) {
  const { t } = useTranslation(["staff", "common"]);
  const locale = useLocale();
  if (account.helpers.length === 0) return null;
  const moment = (at: number) => shortMoment(at, account.zone, locale);
  return (
    <Block title={t("account.helpers")}>
      {account.helpers.map(({ id, name, helps, scopes, expiresAt, lastUsedAt }) => (
        <div key={id}>
          <Facts>
            <Fact name={t("person.name")}>{name}</Fact>
            <Fact name={t("account.helps")}>{helps}</Fact>
            <Fact name={t("account.helperMay")}>
              {scopes.map((scope) => t(`helperScope.${scope}`)).join(t("common:listSeparator"))}
            </Fact>
            <Fact name={t("account.ends")}>{moment(expiresAt)}</Fact>
            {lastUsedAt !== null && <Fact name={t("account.lastIn")}>{moment(lastUsedAt)}</Fact>}
          </Facts>
          {mayEnd && (
            <PageForm action={`/staff/accounts/${account.id}/helpers/${id}/end`}>
              <Button look="second">{t("account.endHelper")}</Button>
            </PageForm>
          )}
        </div>
      ))}
    </Block>
  );
}
