import type { InstantMs } from "../primitives/zone.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const codeLivesMs = 10 * minuteMs;
/** A code that was guessed at this often is dead, whatever the lock of its owner says. */
export const codeTries = 5;
const shortLimit = { codes: 3, withinMs: 15 * minuteMs };
const dayLimit = { codes: 10, withinMs: dayMs };

/** A sent code as stored: the digits are held elsewhere, under a keyed MAC. */
export interface SentCode {
  readonly sentAt: InstantMs;
  /** The request it was made for: session and purpose. It opens nothing else. */
  readonly boundTo: string;
  readonly wrongTries: number;
  readonly usedAt: InstantMs | null;
}

/** What was entered, for which request, and whether it equals the code by its MAC. */
export interface CodeAnswer {
  readonly boundTo: string;
  readonly matches: boolean;
}

export type CodeVerdict = "right" | "wrong" | "no-code" | "used" | "expired" | "spent";

/** The six digits that were typed, in any width and with any spaces; null for anything else. */
export function readCode(text: string): string | null {
  const digits = text.normalize("NFKC").replace(/\s/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}

/**
 * Judges an answer against the newest code of a request; an older one is no longer asked for.
 * Only "wrong" is a wrong answer that counts towards a lock: after the other refusals no guess
 * could have succeeded.
 */
export function judgeCode(
  code: SentCode | null,
  answer: CodeAnswer,
  nowMs: InstantMs,
): CodeVerdict {
  if (code === null || code.boundTo !== answer.boundTo) return "no-code";
  if (code.usedAt !== null) return "used";
  if (code.wrongTries >= codeTries) return "spent";
  if (nowMs >= code.sentAt + codeLivesMs) return "expired";
  return answer.matches ? "right" : "wrong";
}

/**
 * When the next code may go to a contact, given when earlier ones went there (any order): at most
 * 3 in 15 minutes and 10 in 24 hours. `nowMs` or earlier: at once.
 */
export function nextCodeAt(sentAt: readonly InstantMs[], nowMs: InstantMs): InstantMs {
  const latestFirst = [...sentAt].sort((a, b) => b - a);
  const waits = [shortLimit, dayLimit].map(({ codes, withinMs }) => {
    const counted = latestFirst[codes - 1];
    return counted === undefined ? nowMs : counted + withinMs;
  });
  return Math.max(nowMs, ...waits);
}
