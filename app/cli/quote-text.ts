import type { BalanceDocument } from "#app/domain/quote/balance-document.ts";
import type { OfferDocument } from "#app/domain/quote/offer-document.ts";
import type { QuoteAnswer } from "#app/domain/quote/quote.ts";

/** A quote for people at a terminal; `--json` has every figure. */
export function quoteText(answer: QuoteAnswer): string {
  const { on, currency, balance, offers, proposal } = answer;
  const lines = [
    `Owed on ${on}: ${currency} ${balance.total} (${balance.daysOverdue} days overdue)`,
    ...balanceLines(balance),
    "",
    offers.length === 0 ? "No offers." : "Ways to pay:",
    ...offers.flatMap(offerLines),
  ];
  if (proposal !== null) {
    lines.push("", `Proposal: ${[proposal.answer, ...proposal.reasons].join(", ")}`);
    if (proposal.offer !== undefined) lines.push(...offerLines(proposal.offer));
    if (proposal.nearest.length > 0) lines.push("Nearest that the policy accepts:");
    lines.push(...proposal.nearest.flatMap(offerLines));
  }
  return `${lines.join("\n")}\n`;
}

function balanceLines(balance: BalanceDocument): string[] {
  const names = ["principal", "interest", "penalty", "fees", "costs"] as const;
  const parts = names.map((name) => amountLine(name, balance[name]));
  if (/[1-9]/.test(balance.credit)) parts.push(amountLine("credit", balance.credit));
  const accrued = balance.explanation.map(
    (line) =>
      `    ${line.from} to ${line.to}, ${line.days} days: ${line.base} at ${line.rate}` +
      `${line.yearDays === undefined ? "" : ` / ${line.yearDays}`} = ${line.amount}` +
      ` (${line.component}, ${line.rule})`,
  );
  return accrued.length === 0 ? parts : [...parts, "  Accrued since the snapshot:", ...accrued];
}

function amountLine(name: string, amount: string): string {
  return `  ${name.padEnd(10)} ${amount.padStart(16)}`;
}

function offerLines(offer: OfferDocument): string[] {
  const { kind, terms, frequency, totals, schedule } = offer;
  const first = schedule[0]?.amount ?? totals.toPay;
  const rhythm = frequency === null ? "" : `, ${frequency}`;
  const dates =
    offer.firstDueOn === offer.lastDueOn
      ? offer.firstDueOn
      : `${offer.firstDueOn} to ${offer.lastDueOn}`;
  const cost = `interest ${totals.interest}, waived ${totals.waived}`;
  return [
    `  ${kind}, ${terms} × ${first}${rhythm} (${dates})`,
    `      to pay ${totals.toPay}, ${cost}, annual rate ${percent(offer.annualRate)}`,
  ];
}

/** "0.1825" → "18.25%", by moving the point: no number is computed from an answer. */
function percent(rate: string): string {
  const [whole = "0", decimals = ""] = rate.split(".");
  const digits = decimals.padEnd(4, "0");
  const units = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  return `${units}.${digits.slice(2)}%`;
}
