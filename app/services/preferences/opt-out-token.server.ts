import { timingSafeEqual } from "node:crypto";
import type { Runtime } from "../ports.ts";

/** The channels that a debtor can turn off by a link. */
export const stoppable = ["email", "sms"] as const;
export type StoppableChannel = (typeof stoppable)[number];

/** Whose messages a link stops, and on which channel. */
export interface OptOut {
  readonly debtorId: string;
  readonly channel: StoppableChannel;
}

type Maker = Pick<Runtime, "sealer" | "settings">;

/**
 * The address that stops such messages for good. It proves nothing but that the message came, and
 * opens nothing else, so that it never expires: 16 bytes of id, one of channel, 16 of keyed hash.
 */
export function optOutUrl(runtime: Maker, optOut: OptOut): string {
  return `${runtime.settings.origin}/stop/${tokenOf(runtime, optOut).toString("base64url")}`;
}

/** What a token of such an address stops; null for what is none of ours. */
export function readOptOut(runtime: Maker, token: string): OptOut | null {
  const bytes = Buffer.from(token, "base64url");
  const channel = stoppable[bytes[16] ?? stoppable.length];
  if (bytes.length !== 33 || channel === undefined) return null;
  const optOut = { debtorId: uuidOf(bytes.subarray(0, 16)), channel };
  return timingSafeEqual(bytes, tokenOf(runtime, optOut)) ? optOut : null;
}

function tokenOf({ sealer }: Maker, { debtorId, channel }: OptOut): Buffer {
  const id = Buffer.from(debtorId.replaceAll("-", ""), "hex");
  const mac = sealer.mac("opt-out", debtorId, channel).subarray(0, 16);
  return Buffer.concat([id, Buffer.from([stoppable.indexOf(channel)]), mac]);
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
