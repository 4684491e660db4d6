import type { Tx } from "#app/db/database.server.ts";
import { lockDebtor } from "#app/db/stores/debtors.server.ts";
import {
  type HelperRow,
  insertHelper,
  listHelpers,
  listLiveHelpers,
} from "#app/db/stores/helpers.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import {
  type HelperDays,
  helperUntil,
  mayInviteAgain,
  mostHelpers,
  scopesOf,
} from "#app/domain/verification/helper.ts";
import { mayDo } from "#app/domain/verification/level.ts";
import { longDate } from "#app/i18n/dates.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { actorName } from "../act.server.ts";
import { contactMacOf } from "../contacts/new-contact.server.ts";
import { type ContactFault, readContact } from "../contacts/read-contact.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { addressOf, queueMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { helperBinding } from "./helping.server.ts";
import { noteHelper } from "./note-helper.server.ts";

export interface Invitation {
  readonly name: string;
  /** How the debtor wants to be named to the helper. */
  readonly shownAs: string;
  readonly channel: "email" | "sms";
  /** As it was typed. */
  readonly contact: string;
  /** What was ticked; looking is always in. */
  readonly scopes: readonly string[];
  readonly days: HelperDays;
  /** In which the helper is written to. */
  readonly locale: Locale;
}

/** Why nobody is invited: keys of `reason` in common.json. */
export type InviteRefusal =
  | ContactFault
  | "helper-is-you"
  | "helper-already"
  | "too-many-helpers"
  | "invited-often"
  | "link-blocked";

/** A second click is the same invitation, and not a second one to the same contact. */
const sameInvitationMs = 60_000;

/**
 * Lets somebody help, at level 2: a link goes to the helper's own contact, and every contact of
 * the debtor is told. The link's token is kept as a hash alone; a code to the same contact is
 * needed to come in by it.
 */
export async function inviteHelper(
  runtime: Runtime,
  visit: Visit,
  invitation: Invitation,
): Promise<Result<{ readonly helperId: string }, InviteRefusal>> {
  const { actor, debtor, portfolio, helper } = visit;
  assert(helper === null && mayDo(actor.level, "inviteHelper"), "the debtor invites, at level 2");
  const { channel } = invitation;
  const contact = readContact(channel, invitation.contact, portfolio.brand.country);
  if (!contact.ok) return contact;
  const to = contact.value;
  if (sameContact(addressOf(runtime, debtor, channel), to)) return err("helper-is-you");
  return runtime.db.transaction(async (tx) => {
    await lockDebtor(tx, debtor.id);
    const nowMs = runtime.clock.now();
    const live = await listLiveHelpers(tx, debtor.id, new Date(nowMs));
    const contactMac = contactMacOf(runtime, channel, to);
    const before = live.find((one) => one.contactMac.equals(contactMac));
    if (before && nowMs - before.createdAt.getTime() < sameInvitationMs) {
      return ok({ helperId: before.id });
    }
    if (before) return err("helper-already");
    if (live.length >= mostHelpers) return err("too-many-helpers");
    const all = await listHelpers(tx, debtor.id);
    const invitedAt = all.map(({ createdAt }) => createdAt.getTime());
    if (!mayInviteAgain(invitedAt, nowMs)) return err("invited-often");
    return store(runtime, tx, visit, { ...invitation, contact: to, contactMac });
  });
}

type Checked = Invitation & { readonly contactMac: Buffer };

async function store(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  invitation: Checked,
): Promise<Result<{ readonly helperId: string }, "link-blocked">> {
  const { debtor, actor } = visit;
  const { name, shownAs, contact, contactMac, channel, locale } = invitation;
  const token = runtime.ids.token();
  const nowMs = runtime.clock.now();
  const id = runtime.ids.next();
  const { portfolioId } = debtor;
  const row: Omit<HelperRow, "lastUsedAt" | "endedAt"> = {
    ...{ id, portfolioId, debtorId: debtor.id, channel, contactMac, locale },
    scopes: scopesOf(invitation.scopes),
    sealed: runtime.sealer.seal(helperBinding({ id, portfolioId }), { name, shownAs, contact }),
    createdAt: new Date(nowMs),
    expiresAt: new Date(helperUntil(nowMs, invitation.days)),
  };
  if (!(await sendLink(runtime, tx, visit, { row, invitation, token }))) {
    return err("link-blocked");
  }
  await insertHelper(tx, { ...row, tokenHash: runtime.sealer.hashToken(token) });
  const about = { helperId: id, portfolioId, by: actorName(actor) };
  const { scopes, expiresAt } = row;
  await noteHelper(runtime, tx, about, "helper.invited", { channel, scopes, expiresAt });
  await tellDebtor(runtime, tx, visit, invitation);
  return ok({ helperId: id });
}

interface LinkOut {
  readonly row: Omit<HelperRow, "lastUsedAt" | "endedAt">;
  readonly invitation: Checked;
  readonly token: string;
}

/** The message names the debtor as they chose, and no debt. */
async function sendLink(
  runtime: Runtime,
  tx: Tx,
  { portfolio, debtor }: Visit,
  { row, invitation, token }: LinkOut,
): Promise<boolean> {
  const { channel, locale, contact: to, shownAs } = invitation;
  const zone = debtor.timeZone ?? portfolio.timeZone;
  const until = longDate(dateInZone(row.expiresAt.getTime(), zone), locale);
  const url = `${runtime.settings.origin}/h/${token}`;
  const queued = await queueMessage(runtime, tx, {
    ...{ portfolio, debtor, accountId: null, kind: "helper-invited", channel, locale, to },
    params: { url, until, name: shownAs },
    forHelper: true,
  });
  return queued.ok && queued.value.allowed;
}

/** Whoever it was who invited: the debtor hears of it wherever they can be reached. */
async function tellDebtor(
  runtime: Runtime,
  tx: Tx,
  { portfolio, debtor }: Visit,
  { name }: Checked,
): Promise<void> {
  for (const channel of ["email", "sms"] as const) {
    await queueMessage(runtime, tx, {
      ...{ portfolio, debtor, accountId: null, kind: "helper-added", channel },
      params: { name },
    });
  }
}

function sameContact(own: string | null, to: string): boolean {
  return own !== null && own.toLowerCase() === to.toLowerCase();
}
