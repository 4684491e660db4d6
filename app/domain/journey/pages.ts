import type { AttemptState } from "../payments/attempt.ts";
import { err, ok, type Result } from "../primitives/result.ts";
import type { AccountStage, Stage } from "./stage.ts";

const inside = ["verified", "settled", "paused", "owing", "chosen", "planned"] as const;
const onAccount = ["settled", "paused", "owing", "chosen", "planned"] as const;

/** Every page of the debtor's path, in its order, with the stages that may see it. */
const stagesOf = {
  landing: ["ended", "arrived", "asked", "matched"],
  "wrong-person": ["disowned", "arrived", "asked", "matched", "locked"],
  locked: ["locked"],
  check: ["asked"],
  code: ["matched"],
  home: inside,
  timeline: inside,
  documents: inside,
  balance: onAccount,
  ways: ["owing", "chosen"],
  propose: ["owing", "chosen"],
  review: ["chosen"],
  plan: onAccount,
  pay: ["paused", "owing", "chosen", "planned"],
  return: onAccount,
  receipt: onAccount,
} as const satisfies Record<string, readonly Stage["stage"][]>;

export type Page = keyof typeof stagesOf;
export const pages = Object.keys(stagesOf) as Page[];

/** The stages in which a page is read, and so the answers that it can rely on. */
export type StageAt<P extends Page> = Extract<Stage, { stage: (typeof stagesOf)[P][number] }>;

/** Opens a page at a stage, or says where to go instead: always a page that opens. */
export function enter<P extends Page>(
  stage: Stage,
  page: P,
): Result<StageAt<P>, { readonly goTo: Page }> {
  return isOpen(stage, page) ? ok(stage as StageAt<P>) : err({ goTo: instead(stage, page) });
}

/** All pages that open at a stage, in the order of the path. */
export function permittedPages(stage: Stage): Page[] {
  return pages.filter((page) => isOpen(stage, page));
}

/** Where the journey goes on. */
export function nextPage(stage: Stage): Page {
  if (isOnAccount(stage) && isWaiting(stage)) return "return";
  return next[stage.stage];
}

const next: Record<Stage["stage"], Page> = {
  ended: "landing",
  disowned: "wrong-person",
  locked: "locked",
  arrived: "landing",
  asked: "check",
  matched: "code",
  verified: "home",
  settled: "balance",
  paused: "balance",
  owing: "ways",
  chosen: "review",
  planned: "plan",
};

/** The path from a link to a plan, without what may be read on the way. */
const path = [
  "landing",
  "check",
  "code",
  "home",
  "balance",
  "ways",
  "review",
  "plan",
] as const satisfies readonly Page[];

/** The last page on the way to a plan that opens; a plan that is over is no longer on the way. */
export function furthestPage(stage: Stage): Page {
  const reached = (page: Page) =>
    isOpen(stage, page) && (page !== "plan" || stage.stage === "planned");
  return path.findLast(reached) ?? next[stage.stage];
}

function isOpen(stage: Stage, page: Page): boolean {
  const stages: readonly Stage["stage"][] = stagesOf[page];
  if (!stages.includes(stage.stage)) return false;
  if (!isOnAccount(stage)) return true;
  if (page === "plan") return stage.plan !== null;
  if (page === "pay") return !isWaiting(stage);
  if (page === "return") return stage.attempts.length > 0;
  if (page === "receipt") return stage.attempts.some((attempt) => attempt.state === "succeeded");
  return true;
}

function instead(stage: Stage, page: Page): Page {
  if (!(inside as readonly Stage["stage"][]).includes(stage.stage)) return next[stage.stage];
  const choosing = page === "ways" || page === "propose" || page === "review";
  if (choosing && stage.stage === "planned") return "plan";
  if (page === "review" && stage.stage === "owing") return "ways";
  if (page === "pay" && isOnAccount(stage) && isWaiting(stage)) return "return";
  return "home";
}

function isOnAccount(stage: Stage): stage is AccountStage {
  return (onAccount as readonly Stage["stage"][]).includes(stage.stage);
}

/** Money may have moved and nobody can say yet: no second payment beside it. */
function isWaiting(stage: AccountStage): boolean {
  const waiting: readonly AttemptState[] = ["created", "processing"];
  return stage.attempts.some((attempt) => waiting.includes(attempt.state));
}
