import { useTranslation } from "react-i18next";
import { groundKey } from "#app/components/cases/case-words.ts";
import { Block } from "#app/components/staff/block.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

interface CasesBlockProps {
  readonly account: StaffAccountPage;
  /** May open them; what they are about is for everybody who sees the account. */
  readonly mayRead: boolean;
}

/** Disputes and complaints of an account's debtors. */
export function CasesBlock({ account, mayRead }: CasesBlockProps) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  if (account.cases.length === 0) return null;
  return (
    <Block title={t("cases.onAccount")}>
      <ul className="threads">
        {account.cases.map((one) => {
          const about = t(`debtor:${groundKey(one)}`);
          return (
            <li key={one.id}>
              {mayRead ? <a href={`/staff/${one.kind}s/${one.id}`}>{about}</a> : about}
              <br />
              <span className="quiet small">
                {t(`cases.stand.${one.state}`)} {shortMoment(one.at, account.zone, locale)}
              </span>
            </li>
          );
        })}
      </ul>
    </Block>
  );
}
