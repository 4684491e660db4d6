import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import type { insertLinks } from "#app/db/stores/links.server.ts";
import type { ContactRule } from "#app/domain/notices/rule.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { InstantMs } from "#app/domain/primitives/zone.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

export const linkChannels = ["none", "email", "sms", "letter"] as const;
export type LinkChannel = (typeof linkChannels)[number];

export const standardTtlDays = 30;
export const longestTtlDays = 365;

/** `blocked`: by a contact rule, which is recorded; no link was made. */
export type LinkFault =
  | { readonly reason: "not-found" }
  | { readonly reason: "account-not-open" }
  | { readonly reason: "no-address" }
  | { readonly reason: "blocked"; readonly rule: ContactRule; readonly until: InstantMs | null };

export interface PreparedLink {
  readonly row: Parameters<typeof insertLinks>[1][number];
  readonly url: string;
}

/** A link with a token of 256 random bits, not stored yet; the row holds its SHA-256 alone. */
export function prepareLink(
  runtime: Runtime,
  actor: Actor,
  wish: {
    readonly account: Pick<AccountRow, "id" | "portfolioId">;
    readonly debtor: { readonly id: string };
    readonly channel: LinkChannel;
    readonly ttlDays?: number;
  },
): PreparedLink {
  const ttlDays = wish.ttlDays ?? standardTtlDays;
  assert(Number.isInteger(ttlDays) && ttlDays >= 1 && ttlDays <= longestTtlDays, "a link's days");
  const token = runtime.ids.token();
  const nowMs = runtime.clock.now();
  return {
    url: `${runtime.settings.origin}/l/${token}`,
    row: {
      id: runtime.ids.next(),
      portfolioId: wish.account.portfolioId,
      debtorId: wish.debtor.id,
      accountId: wish.account.id,
      tokenHash: runtime.sealer.hashToken(token),
      channel: wish.channel,
      createdBy: actorName(actor),
      createdAt: new Date(nowMs),
      sentAt: null,
      expiresAt: new Date(nowMs + ttlDays * 86_400_000),
    },
  };
}
