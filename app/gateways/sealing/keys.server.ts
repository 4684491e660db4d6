import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { DataKey } from "#app/http/settings.server.ts";
import { hmacSha256 } from "./hmac.server.ts";

/** 32 bytes for a text. */
export type Hasher = (text: string) => Buffer;

/** A key that seals, ready for use, and the name that its values carry. */
export interface SealingKey {
  readonly id: string;
  readonly key: KeyObject;
}

/**
 * One AES-256 key for each data key, derived (HKDF-SHA-256), so that no data key serves two uses.
 */
export function sealingKeys(dataKeys: readonly DataKey[]): SealingKey[] {
  return dataKeys.map(({ id, key }) => ({ id, key: derive(key, "seal") }));
}

/**
 * Keyed hashes that are looked up: a key for each purpose, made on first use.
 * They come from the LAST data key, the oldest one. A data key is rotated by putting a new one in
 * front, which leaves the last in place: values are resealed one by one, while the indexes, whose
 * plain values nobody could list, go on matching. Replacing the last key means re-indexing.
 */
export function hashers(dataKeys: readonly DataKey[]): (purpose: string) => Hasher {
  const root = dataKeys[dataKeys.length - 1]!.key;
  const made = new Map<string, Hasher>();
  return (purpose) => {
    let hasher = made.get(purpose);
    if (!hasher) {
      hasher = hmacSha256(derive(root, `hash/${purpose}`).export());
      made.set(purpose, hasher);
    }
    return hasher;
  };
}

function derive(key: Buffer, use: string): KeyObject {
  const derived = hkdfSync("sha256", key, Buffer.alloc(0), `evenkeel/v1/${use}`, 32);
  return createSecretKey(Buffer.from(derived));
}
