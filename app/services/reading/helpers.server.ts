import { type HelperRow, listHelpers } from "#app/db/stores/helpers.server.ts";
import { mostHelpers, scopesOf } from "#app/domain/verification/helper.ts";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";
import { openHelper, stateOfHelper } from "../helpers/helping.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { codeStep } from "./code-step.server.ts";

/** The debtor's page of helpers: whom they invited, in what, until when, and the last use. */
export async function helpersPage(runtime: Runtime, { debtor, portfolio }: Visit) {
  const rows = await listHelpers(runtime.db, debtor.id);
  const helpers = rows.map((row) => shownHelper(runtime, row));
  return {
    zone: debtor.timeZone ?? portfolio.timeZone,
    helpers,
    mayInvite: helpers.filter(({ state }) => state === "live").length < mostHelpers,
  };
}

/** The page on which somebody is invited: the code first, at level 2 the form. */
export async function invitePage(runtime: Runtime, visit: Visit) {
  const { helpers, zone, mayInvite } = await helpersPage(runtime, visit);
  return {
    zone,
    full: !mayInvite,
    live: helpers.filter(({ state }) => state === "live").length,
    proven: visit.actor.level >= 2,
    proof: await codeStep(runtime, visit, "sign"),
  };
}

/** A helper as the debtor and staff see them: the contact as a mask. Moments in milliseconds. */
export function shownHelper(runtime: Runtime, row: HelperRow) {
  const { name, shownAs, contact } = openHelper(runtime, row);
  return {
    id: row.id,
    name,
    shownAs,
    channel: row.channel,
    to: row.channel === "email" ? maskEmail(contact) : phoneEnding(contact),
    scopes: scopesOf(row.scopes),
    state: stateOfHelper(row, runtime.clock.now()),
    createdAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
  };
}
