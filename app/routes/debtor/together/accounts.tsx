import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AccountName } from "#app/components/plan/account-name.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import type { Currency } from "#app/domain/money/currency.ts";

export interface AccountChoice {
  readonly accountId: string;
  readonly card: string | null;
  readonly product: string | null;
  readonly totalMinor: bigint;
  /** What keeps it out; null: it may be ticked. */
  readonly bar: "closed" | "settled" | "in-force" | "paused" | null;
  readonly chosen: boolean;
}

interface AccountsProps {
  readonly choices: readonly AccountChoice[];
  readonly currency: Currency;
}

/** Which accounts the plan is for: all that may are ticked at first. */
export function WhichAccounts({ choices, currency }: AccountsProps) {
  const { t } = useTranslation("debtor");
  const open = choices.filter(({ bar }) => bar === null);
  return (
    <>
      <input type="hidden" name="chosen" value="1" />
      <Choices
        id="f-a"
        name="a"
        label={t("together.which")}
        error={undefined}
        multiple
        defaultValue={undefined}
        defaultValues={open.filter(({ chosen }) => chosen).map(({ accountId }) => accountId)}
        options={open.map((one) => ({
          value: one.accountId,
          label: <AccountName {...one} />,
          hint: <Amount minor={one.totalMinor} currency={currency} />,
        }))}
      />
    </>
  );
}

/** The accounts that cannot join, and why. */
export function OtherAccounts({ choices }: Pick<AccountsProps, "choices">) {
  const { t } = useTranslation("debtor");
  const barred = choices.filter(({ bar }) => bar !== null);
  if (barred.length === 0) return null;
  return (
    <PlainList>
      {barred.map(({ bar, ...one }) => (
        <li key={one.accountId}>
          <AccountName {...one} />
          {t("together.colon")}
          {bar && t(`together.bar.${bar}`)}
        </li>
      ))}
    </PlainList>
  );
}
