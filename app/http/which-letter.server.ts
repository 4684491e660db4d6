import type { WhichLetter } from "#app/services/cases/letter-copy.server.ts";

const longestRound = 4;

/**
 * Of a case: its newest answer, or with `?which=holding` the letter that there is none yet; with
 * `?round=` that of an earlier round, before the case was reopened.
 */
export function whichLetter(request: Request): WhichLetter {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("round") ?? "";
  const isRound = /^[1-9]\d*$/.test(asked) && asked.length <= longestRound;
  return {
    which: searchParams.get("which") === "holding" ? "holding" : "answer",
    round: isRound ? Number(asked) : null,
  };
}
