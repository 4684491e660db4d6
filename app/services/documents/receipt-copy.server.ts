import { componentNames } from "#app/domain/money/components.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { money, moneyInText, sum } from "#app/i18n/money.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Paper, PaperBlock } from "../papers/paper.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";
import { receipt } from "../reading/receipt.server.ts";
import { printSizeFor } from "../support/print-size.server.ts";

export interface PaperCopy {
  readonly filename: string;
  readonly bytes: Buffer;
}

/** Who fetches a receipt: one of those who owe the account, in the language of their page. */
export interface ReceiptReader {
  readonly debtorId: string;
  readonly locale: Locale;
}

/** A receipt to keep, with its split and its rule. Null: no such payment on this account. */
export async function receiptCopy(
  runtime: Runtime,
  { debtorId, locale }: ReceiptReader,
  loaded: LoadedAccount,
  paymentId: string,
): Promise<PaperCopy | null> {
  const found = await receipt(runtime, loaded, paymentId);
  if (found === null) return null;
  const paper = paperOf(loaded, found, locale, new Date(runtime.clock.now()));
  const size = await printSizeFor(runtime, runtime.db, debtorId);
  return {
    filename: `receipt-${found.effectiveOn}-${found.receiptNo}.pdf`,
    bytes: await runtime.papers.make(paper, size),
  };
}

type Found = NonNullable<Awaited<ReturnType<typeof receipt>>>;

function paperOf({ row, portfolio }: LoadedAccount, found: Found, locale: Locale, at: Date): Paper {
  const t = translator(locale, "debtor");
  const { currency, effectiveOn, amountMinor, beforeMinor, savedMinor, leftMinor } = found;
  const brand = inLanguage(portfolio.brand.name, locale);
  const facts: readonly (readonly [string, string])[] = [
    [t("documents.creditor"), brand],
    [t("documents.account"), row.ref],
    [t("documents.number"), found.receiptNo],
    [t("documents.day"), longDate(effectiveOn, locale)],
    [t("documents.amount"), money(amountMinor, currency, locale)],
    [t("receipt.before"), money(beforeMinor, currency, locale)],
    ...(savedMinor === 0n
      ? []
      : [[t("receipt.saved"), money(savedMinor, currency, locale)] as const]),
    [t("receipt.after"), money(leftMinor, currency, locale)],
  ];
  return {
    title: `${t("receipt.document")} ${found.receiptNo}`,
    lang: locale,
    at,
    foot: `${brand} · ${found.receiptNo}`,
    blocks: [
      { kind: "title", lines: [t("receipt.document")] },
      ...(found.ending === "stands"
        ? []
        : [{ kind: "note", text: t(`receipt.ended.${found.ending}.title`) } as const]),
      { kind: "facts", rows: facts },
      { kind: "heading", text: t("receipt.what") },
      splitOf(found, locale),
      ...anewOf(found, locale),
    ],
  };
}

function splitOf({ split, order, currency, creditMinor, amountMinor }: Found, locale: Locale) {
  const t = translator(locale, "debtor");
  const part = translator(locale, "common");
  assert(isCurrency(currency), "a receipt is in a known currency");
  const rows = order.map((name) => [part(`component.${name}`), sum(split[name], currency, locale)]);
  const credit =
    creditMinor > 0n ? [[t("documents.credit"), sum(creditMinor, currency, locale)]] : [];
  const table: PaperBlock = {
    kind: "table",
    columns: [
      { head: t("documents.part"), share: 0.6 },
      { head: `${t("receipt.paid")} (${currency})`, share: 0.4, right: true },
    ],
    rows: [...rows, ...credit],
    total: [t("receipt.total"), sum(amountMinor, currency, locale)],
  };
  return table;
}

/** What the payment counts as since a hold that was told of later took interest away. */
function anewOf({ anew, currency }: Found, locale: Locale): PaperBlock[] {
  if (anew === null) return [];
  const t = translator(locale, "debtor");
  const part = translator(locale, "common");
  const parts = componentNames
    .filter((name) => anew.split[name] > 0n)
    .map(
      (name) => `${part(`component.${name}`)} ${moneyInText(anew.split[name], currency, locale)}`,
    );
  const amount = moneyInText(anew.creditMinor, currency, locale);
  return [
    { kind: "heading", text: t("receipt.anew.title") },
    { kind: "text", text: t("receipt.anew.text", { parts: parts.join(part("listSeparator")) }) },
    ...(anew.creditMinor > 0n
      ? [{ kind: "text", text: t("receipt.credit", { amount }) } as const]
      : []),
  ];
}
