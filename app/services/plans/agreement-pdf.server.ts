import type { AgreementRow } from "#app/db/stores/agreements.server.ts";
import { parseAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import type { PrintSize } from "#app/domain/notices/support.ts";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { longMoment } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { fallbackLocale, type Locale, matchLocale, otherLocale } from "#app/i18n/locale.ts";
import { sum } from "#app/i18n/money.ts";
import type { Paper, PaperBlock, PaperTable } from "../papers/paper.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import {
  agreementBinding,
  type SignatureRecord,
  signatureBinding,
} from "./agreement-seals.server.ts";
import { agreementWording } from "./agreement-wording.server.ts";

/**
 * The signed agreement as a file: both languages, the schedule, who signed when, one hash. The
 * hash is of the text and says the same in either size.
 */
export async function agreementPdf(
  runtime: Runtime,
  row: AgreementRow,
  size: PrintSize,
): Promise<Buffer> {
  const { sealer, db } = runtime;
  const text = sealer.openBytes(agreementBinding(row), row.sealed).toString("utf8");
  const agreement = JSON.parse(text) as Agreement;
  const signature = sealer.open<SignatureRecord>(signatureBinding(row), row.signature);
  const { timeZone } = await loadPortfolio(db, row.portfolioId);
  return runtime.papers.make(paperOf(agreement, { row, signature, timeZone }), size);
}

interface SignedPaper {
  readonly row: AgreementRow;
  readonly signature: SignatureRecord;
  readonly timeZone: string;
}

function paperOf(agreement: Agreement, signed: SignedPaper): Paper {
  const mine = matchLocale(signed.row.locale) ?? fallbackLocale;
  const both = [mine, otherLocale(mine)] as const;
  const [first, second] = both.map((locale) => agreementWording(agreement, locale));
  assert(first && second, "an agreement in two languages");
  const hash = signed.row.sha256.toString("hex");
  const clauses = first.clauses.map((clause, index): PaperBlock => {
    const other = second.clauses[index];
    assert(other, "both languages have the same clauses");
    return { kind: "pair", sides: [clause, other] };
  });
  const say = inBoth(both);
  return {
    title: first.title,
    lang: mine,
    at: signed.row.signedAt,
    foot: `SHA-256 ${hash}`,
    blocks: [
      { kind: "title", lines: [first.title, second.title] },
      { kind: "facts", rows: partiesOf(agreement, say) },
      ...clauses,
      { kind: "heading", text: `${first.schedule}  ${second.schedule}` },
      scheduleOf(agreement, mine, say),
      ...(agreement.accounts ?? []).flatMap((account, index): PaperBlock[] => [
        { kind: "heading", text: `${first.parts[index]}  ${second.parts[index]}` },
        scheduleOf(account, mine, say),
      ]),
      { kind: "heading", text: say("agreement.paper.signed") },
      { kind: "facts", rows: signatureOf(agreement, signed, mine, hash, say) },
    ],
  };
}

type SayBoth = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A text in the reader's language, then in the other. */
function inBoth(locales: readonly Locale[]): SayBoth {
  return (key, values = {}) =>
    locales
      .map((locale) => (translator(locale, "debtor") as unknown as SayBoth)(key, values))
      .join(" / ");
}

function partiesOf({ creditor, signer, debt, serial, accounts }: Agreement, say: SayBoth) {
  const rows: (readonly [string, string])[] = [
    [say("agreement.paper.creditor"), creditor.name],
    ...(creditor.original === ""
      ? []
      : [[say("agreement.paper.original"), creditor.original] as const]),
    [say("agreement.paper.debtor"), signer.name],
    ...(accounts ?? [{ debt, serial }]).map(
      (one) =>
        [say("agreement.paper.account"), `${one.debt.accountRef} · ${one.serial ?? 1}`] as const,
    ),
  ];
  return rows;
}

/** Dates as ISO has them, so that one table serves both languages. */
function scheduleOf(
  { schedule, debt, plan }: Pick<Agreement, "schedule" | "debt" | "plan">,
  locale: Locale,
  say: SayBoth,
): PaperTable {
  const { currency } = debt;
  assert(isCurrency(currency), "an agreement is in a known currency");
  const shown = (text: string) => {
    const minor = parseAmount(text, currency);
    assert(typeof minor === "bigint", "an amount in the schedule");
    return sum(minor, currency, locale);
  };
  return {
    kind: "table",
    columns: [
      { head: say("agreement.paper.n"), share: 0.12 },
      { head: say("agreement.paper.due"), share: 0.4 },
      { head: `${say("agreement.paper.amount")} (${currency})`, share: 0.24, right: true },
      { head: say("agreement.paper.after"), share: 0.24, right: true },
    ],
    rows: schedule.map(({ n, dueOn, movedFrom, amount, balanceAfter }) => [
      String(n),
      movedFrom === "" ? dueOn : `${dueOn}  (${movedFrom} →)`,
      shown(amount),
      shown(balanceAfter),
    ]),
    total: ["", say("agreement.paper.sum"), shown(plan.toPay), shown("0")],
  };
}

function signatureOf(
  agreement: Agreement,
  { row, signature, timeZone }: SignedPaper,
  locale: Locale,
  hash: string,
  say: SayBoth,
) {
  const moment = longMoment(row.signedAt.getTime(), timeZone, locale);
  return [
    [say("agreement.paper.name"), signature.signedName],
    [say("agreement.paper.at"), `${moment} (${timeZone}) · ${row.signedAt.toISOString()}`],
    [say("agreement.paper.how"), say("agreement.paper.byCode")],
    [say("agreement.paper.consent"), agreement.consentVersion],
    [say("agreement.paper.fingerprint"), hash.replace(/(.{8})(?=.)/g, "$1 ")],
  ] as const;
}
