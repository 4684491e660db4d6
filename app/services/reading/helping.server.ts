import type { Helping } from "../helpers/helping.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { codeStep } from "./code-step.server.ts";

/** A helper at the door: who asked, for what, until when, and the code. Nothing of a debt. */
export async function helpingPage(runtime: Runtime, visit: Visit & { readonly helper: Helping }) {
  const { helper, debtor, portfolio, facts } = visit;
  return {
    shownAs: helper.shownAs,
    scopes: helper.scopes,
    expiresAt: helper.expiresAt,
    lockedUntil: facts.lockedUntil,
    proof: await codeStep(runtime, visit, "helper"),
    zone: debtor.timeZone ?? portfolio.timeZone,
  };
}
