import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

/** What the debtors of an account wrote last. */
export function MessagesBlock({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  return (
    <Block title={t("messages.onAccount")}>
      {account.threads.length === 0 && <p className="gap-s">{t("messages.noneHere")}</p>}
      <ul className="threads">
        {account.threads.map(({ id, subject, lastAt, answerBy }) => (
          <li key={id}>
            <a href={`/staff/messages/${id}`}>{subject}</a>
            <br />
            <span className="quiet small">
              {shortMoment(lastAt, account.zone, locale)} {answerBy !== null && t("messages.waits")}
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}
