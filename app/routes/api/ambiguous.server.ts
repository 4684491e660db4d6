import { err, type Result } from "#app/domain/primitives/result.ts";
import { notThere, type Problem, problem } from "#app/http/api/problem.server.ts";
import type { NameFault } from "#app/services/accounts/account-by-ref.server.ts";

/** A reference that a key sees in two portfolios names no account. */
export const ambiguous = problem(
  409,
  "reference-ambiguous",
  "This reference stands in several portfolios of this key; name the portfolio.",
);

/** The problem of a reference that named no single account. */
export function unnamed(fault: NameFault): Result<never, Problem> {
  return err(fault === "ambiguous" ? ambiguous : notThere);
}
