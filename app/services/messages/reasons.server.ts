import type { Queryable, Tx } from "#app/db/database.server.ts";
import type { WaitingMessageRow, WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import {
  isStillBroken,
  isStillCurable,
  tellStillBroken,
} from "../plans/tell-still-broken.server.ts";
import { isStillDue, tellStillDue } from "../plans/tell-still-due.server.ts";
import type { Runtime } from "../ports.ts";
import { isStillUnread, tellStillUnread } from "../threads/tell-still-unread.server.ts";
import type { QueuedMessage } from "./queue-message.server.ts";

type Ask = (
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  words: WaitingWords,
) => Promise<boolean>;

/** Null: it is no longer so, or there is nowhere to write to any more. */
type TellIfSo = (
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  words: WaitingWords,
) => Promise<QueuedMessage | null>;

/** Why a message is sent, so that it is sent only while that is so. */
interface Reason {
  readonly isSo: Ask;
  /** Says it anew, if it is so. */
  readonly tell: TellIfSo;
  /** Whether it may be told later than the policy's days; absent: it may not. */
  readonly isWorthIt?: Ask;
  /** Held days make it no older, and a hold without an end does not end its waiting. */
  readonly outlastsHolds?: true;
  /** One word does for plans that were signed together; as their notes call it. */
  readonly isForAll?: "reminded" | "missed";
}

const due = { isSo: isStillDue, tell: tellStillDue } as const;
const broken = {
  ...{ isSo: isStillBroken, tell: tellStillBroken, isWorthIt: isStillCurable },
  outlastsHolds: true,
} as const;

/** Of every kind of message that may wait. */
export const reasons: Readonly<Record<WaitingMessageRow["kind"], Reason>> = {
  "plan-reminder": { ...due, isForAll: "reminded" },
  "plan-missed": { ...due, isForAll: "missed" },
  "plan-broken": broken,
  "plan-over": broken,
  "message-begun": { isSo: isStillUnread, tell: tellStillUnread, outlastsHolds: true },
};
