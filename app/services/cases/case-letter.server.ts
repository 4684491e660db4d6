import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { caseRule, type Referral } from "#app/domain/policy/case-rule.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { moneyInText } from "#app/i18n/money.ts";
import type { Paper, PaperBlock } from "../papers/paper.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";
import { printSizeFor } from "../support/print-size.server.ts";
import { type CaseStep, caseSteps } from "./case-steps.server.ts";
import { type LetterParties, letterParties } from "./letter-parties.server.ts";
import { type SummaryRoute, summaryRoute } from "./summary-route.server.ts";

export interface CaseLetter {
  readonly filename: string;
  readonly bytes: Buffer;
}

/**
 * The answer to a case as a letter in the debtor's language: what was said, what was found and
 * why, what it does, and where else to go. Null: that round has no answer.
 */
export async function caseLetter(
  runtime: Runtime,
  row: CaseRow,
  round: number,
): Promise<CaseLetter | null> {
  const steps = await caseSteps(runtime, runtime.db, row.id);
  const answered = steps.find((step) => step.kind === "resolved" && step.round === round);
  if (answered === undefined) return null;
  const summary = summaryRoute(row, steps, answered);
  const letter = { row, answered, summary, ...(await letterParties(runtime, row)) };
  const day = dateInZone(answered.at, letter.portfolio.timeZone);
  const size = await printSizeFor(runtime, runtime.db, row.debtorId);
  return {
    filename: `${row.kind}-${day}-${row.id.slice(-6)}.pdf`,
    bytes: await runtime.papers.make(paperOf(letter), size),
  };
}

interface Letter extends LetterParties {
  readonly row: CaseRow;
  readonly answered: CaseStep;
  readonly summary: SummaryRoute | null;
}

type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

function paperOf(letter: Letter): Paper {
  const { row, answered, portfolio, locale } = letter;
  const say = translator(locale, "debtor") as unknown as Say;
  const brand = inLanguage(portfolio.brand.name, locale);
  const title = say(`case.letter.title.${row.kind}`);
  return {
    title,
    lang: locale,
    at: new Date(answered.at),
    foot: brand,
    blocks: [
      { kind: "title", lines: [title, brand] },
      { kind: "facts", rows: factsOf(letter, say) },
      { kind: "heading", text: say("case.letter.why") },
      { kind: "text", text: answered.words?.text ?? "" },
      { kind: "heading", text: say("case.letter.does") },
      ...effectsOf(letter, say).map((text): PaperBlock => ({ kind: "text", text })),
      { kind: "heading", text: say("case.letter.next") },
      ...nextOf(letter, say).map((text): PaperBlock => ({ kind: "text", text })),
    ],
  };
}

function factsOf({ row, answered, portfolio, locale, name, ref }: Letter, say: Say) {
  const day = (ms: number) => longDate(dateInZone(ms, portfolio.timeZone), locale);
  const outcome = answered.words?.answer?.outcome ?? "not-upheld";
  return [
    [say("case.letter.to"), name],
    [say("case.letter.account"), ref],
    [say("case.letter.about"), say(`case.ground.${row.kind}.${row.ground}`)],
    [say("case.letter.opened"), day(row.openedAt.getTime())],
    [say("case.letter.answered"), day(answered.at)],
    [say("case.letter.outcome"), say(`case.outcome.${outcome}`)],
  ] as const;
}

/** What changes by the answer: the balance, what had been stopped. */
function effectsOf({ row, answered, locale }: Letter, say: Say): string[] {
  const { amountMinor = null, holdEnded = false, leaves } = answered.words?.answer ?? {};
  assert(isCurrency(row.currency), "a case is in its account's currency");
  const amount = amountMinor && moneyInText(BigInt(amountMinor), row.currency, locale);
  const changed = amount ? say("case.does.amount", { amount }) : say("case.does.noAmount");
  return [
    ...(leaves ? [say("case.does.notOwed"), say("case.does.leaves")] : [changed]),
    ...(row.holdId === null ? [] : [say(holdEnded ? "case.does.goesOn" : "case.does.stays")]),
  ];
}

function nextOf({ row, answered, summary, portfolio, locale }: Letter, say: Say): string[] {
  const rule = caseRule(portfolio.policy);
  const { reopenDays } = rule[row.kind];
  const until = addDays(dateInZone(answered.at, portfolio.timeZone), reopenDays - 1);
  const referral: Referral = row.kind === "complaint" ? rule.complaint.referral : "none";
  const last = summary && dateInZone(summary.until.getTime(), portfolio.timeZone);
  const open = last && say("case.next.summaryOpen", { date: longDate(last, locale) });
  return [
    ...(reopenDays > 0 ? [say("case.next.reopen", { date: longDate(until, locale) })] : []),
    ...(summary?.settled ? [say("case.next.summary")] : open ? [open] : []),
    ...(referral === "none" ? [] : [say(`case.referral.${referral}`)]),
    ...(portfolio.brand.phone === ""
      ? []
      : [say("case.next.call", { phone: portfolio.brand.phone })]),
  ];
}
