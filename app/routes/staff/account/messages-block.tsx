import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

interface MessagesBlockProps {
  readonly account: StaffAccountPage;
  readonly mayWrite: boolean;
}

/** What was written on an account last, and the way to write first. */
export function MessagesBlock({ account, mayWrite }: MessagesBlockProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const begin = `/staff/accounts/${account.id}/message`;
  return (
    <Block
      title={t("messages.onAccount")}
      beside={mayWrite && <a href={begin}>{t("messages.beginNew")}</a>}
    >
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
