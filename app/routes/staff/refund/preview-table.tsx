import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { LedgerName } from "#app/components/staff/ledger-name.tsx";
import { Note } from "#app/components/ui/note.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { RefundPreview } from "#app/services/payments/preview-refund.server.ts";

interface PreviewTableProps {
  readonly preview: RefundPreview;
  readonly currency: Currency;
}

/** The entries that would be made; debit and credit sum to the same. */
export function PreviewTable({ preview, currency }: PreviewTableProps) {
  const { t } = useTranslation("staff");
  const { entries, waits } = preview;
  const bare = (minor: bigint) => <Amount form="bare" {...{ minor, currency }} />;
  const sum = entries.reduce(
    (total, { amountMinor }) => (amountMinor > 0n ? total + amountMinor : total),
    0n,
  );
  const heads = (
    <>
      <Head>{t("payment.ledgerAccount")}</Head>
      <Head right>{t("payment.debit")}</Head>
      <Head right>{t("payment.credit")}</Head>
    </>
  );
  const total = (
    <LedgerRow head={t("refund.sum")}>
      <Total>{bare(sum)}</Total>
      <Total>{bare(sum)}</Total>
    </LedgerRow>
  );
  return (
    <>
      <Ledger caption={t("refund.entries")} heads={heads} total={total} gap="small">
        {entries.map(({ account, amountMinor }) => (
          <LedgerRow key={account} head={<LedgerName account={account} />}>
            <Sum>{amountMinor > 0n && bare(amountMinor)}</Sum>
            <Sum>{amountMinor < 0n && bare(-amountMinor)}</Sum>
          </LedgerRow>
        ))}
      </Ledger>
      <Note>{t(waits ? "refund.waits" : "refund.atOnce")}</Note>
    </>
  );
}
