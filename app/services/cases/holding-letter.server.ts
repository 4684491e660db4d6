import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { caseRule } from "#app/domain/policy/case-rule.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import type { Paper } from "../papers/paper.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";
import { printSizeFor } from "../support/print-size.server.ts";
import type { CaseLetter } from "./case-letter.server.ts";
import { type CaseStep, caseSteps } from "./case-steps.server.ts";
import { type LetterParties, letterParties } from "./letter-parties.server.ts";

/**
 * The letter for a complaint that was not answered by its clock, in the debtor's language: why
 * not, by when it is expected to be, and that they may go elsewhere at once (DISP 1.6.2R). Null:
 * that round had none.
 */
export async function holdingLetter(
  runtime: Runtime,
  row: CaseRow,
  round: number,
): Promise<CaseLetter | null> {
  const steps = (await caseSteps(runtime, runtime.db, row.id)).filter((one) => one.round === round);
  const held = steps.find(({ kind }) => kind === "held-over");
  if (held === undefined) return null;
  const [began] = steps;
  const parties = await letterParties(runtime, row);
  const asked = waitsForDebtor(steps.filter(({ at }) => at <= held.at));
  const day = dateInZone(held.at, parties.portfolio.timeZone);
  const size = await printSizeFor(runtime, runtime.db, row.debtorId);
  return {
    filename: `${row.kind}-not-yet-${day}-${row.id.slice(-6)}.pdf`,
    bytes: await runtime.papers.make(
      paperOf({ ...parties, row, held, asked, began: began?.at ?? held.at }),
      size,
    ),
  };
}

/** The question that the debtor had not answered; null: the delay is ours alone. */
function waitsForDebtor(steps: readonly CaseStep[]): CaseStep | null {
  const last = steps.findLast(({ kind }) => kind === "asked" || kind === "added");
  return last?.kind === "asked" ? last : null;
}

interface Letter extends LetterParties {
  readonly row: CaseRow;
  readonly held: CaseStep;
  /** When the clock of its round began. */
  readonly began: number;
  readonly asked: CaseStep | null;
}

type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

function paperOf({ row, held, began, asked, portfolio, locale, name, ref }: Letter): Paper {
  const say = translator(locale, "debtor") as unknown as Say;
  const brand = inLanguage(portfolio.brand.name, locale);
  const title = say("case.holding.title");
  const day = (ms: number) => longDate(dateInZone(ms, portfolio.timeZone), locale);
  const { referral } = caseRule(portfolio.policy).complaint;
  const why = asked
    ? say("case.holding.asked", { date: day(asked.at), words: asked.words?.text ?? "" })
    : say("case.holding.looking");
  const paragraph = (text: string) => ({ kind: "text", text }) as const;
  const { phone } = portfolio.brand;
  return {
    title,
    lang: locale,
    at: new Date(held.at),
    foot: brand,
    blocks: [
      { kind: "title", lines: [title, brand] },
      {
        kind: "facts",
        rows: [
          [say("case.letter.to"), name],
          [say("case.letter.account"), ref],
          [say("case.letter.about"), say(`case.ground.${row.kind}.${row.ground}`)],
          [say("case.letter.opened"), day(began)],
          [say("case.holding.expected"), day(held.words?.dueAt ?? held.at)],
        ],
      },
      { kind: "heading", text: say("case.holding.why") },
      paragraph(say("case.holding.sorry")),
      paragraph(why),
      { kind: "heading", text: say("case.letter.next") },
      ...(referral === "none" ? [] : [paragraph(say(`case.holding.referral.${referral}`))]),
      paragraph(say("case.holding.goesOn")),
      ...(phone === "" ? [] : [paragraph(say("case.next.call", { phone }))]),
    ],
  };
}
