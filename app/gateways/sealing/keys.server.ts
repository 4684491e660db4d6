import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { DataKey } from "#app/http/settings.server.ts";

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
 * Keys of the hashes that are looked up: one for each purpose, made on first use.
 * They come from the LAST data key, the oldest one. A data key is rotated by putting a new one in
 * front, which leaves the last in place: values are resealed one by one, while the indexes, whose
 * plain values nobody could list, go on matching. Replacing the last key means re-indexing.
 */
export function hashingKeys(dataKeys: readonly DataKey[]): (purpose: string) => KeyObject {
  const root = dataKeys[dataKeys.length - 1]!.key;
  const made = new Map<string, KeyObject>();
  return (purpose) => {
    let key = made.get(purpose);
    if (!key) {
      key = derive(root, `hash/${purpose}`);
      made.set(purpose, key);
    }
    return key;
  };
}

function derive(key: Buffer, use: string): KeyObject {
  const derived = hkdfSync("sha256", key, Buffer.alloc(0), `evenkeel/v1/${use}`, 32);
  return createSecretKey(Buffer.from(derived));
}
