import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { DeliveryFailure } from "#app/services/ports.ts";
import { isPublicAddress } from "./public-address.server.ts";

/** Gives all addresses of a host name; rejects when it has none. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** Where to connect: the address was resolved and judged once, and is not looked up again. */
export interface Target {
  readonly url: URL;
  readonly addresses: readonly LookupAddress[];
}

export const systemResolve: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Reads an endpoint's URL and resolves it. Only https goes to the public internet; private
 * addresses are refused unless allowed, and then plain http may reach them. One private address
 * among several refuses all: nobody's honest endpoint has both.
 */
export async function resolveTarget(
  text: string,
  allowPrivate: boolean,
  resolve: Resolve,
): Promise<Result<Target, DeliveryFailure>> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    return err("url-invalid");
  }
  const addresses = await addressesOf(url, resolve);
  if (addresses.length === 0) return err("host-unknown");
  const open = addresses.every(({ address }) => isPublicAddress(address));
  if (!open && !allowPrivate) return err("address-refused");
  if (open && url.protocol === "http:") return err("url-invalid");
  return ok({ url, addresses });
}

async function addressesOf(url: URL, resolve: Resolve): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    return await resolve(host);
  } catch {
    return [];
  }
}
