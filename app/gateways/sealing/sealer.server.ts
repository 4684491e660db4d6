import { createCipheriv, createDecipheriv, createHash, randomFillSync } from "node:crypto";
import { assert } from "#app/domain/primitives/assert.ts";
import type { DataKey } from "#app/http/settings.server.ts";
import type { SealBinding, Sealer } from "#app/services/ports.ts";
import { hashers, type SealingKey, sealingKeys } from "./keys.server.ts";
import { normalForm } from "./normal-form.server.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals with AES-256-GCM under the first data key and opens under any of them.
 * A sealed value is: version (1 byte), length of the key's id (1), the id, nonce (12), tag (16),
 * ciphertext. The head and the binding are authenticated with it, so that a value moved to another
 * row, table or portfolio does not open. Nonces are random: one key may seal 2^32 values
 * (NIST SP 800-38D §8.3), which is why keys rotate.
 */
export function createSealer(dataKeys: readonly DataKey[]): Sealer {
  assert(dataKeys.length > 0, "there is a data key");
  const keys = sealingKeys(dataKeys);
  const current = keys[0]!;
  const byId = new Map(keys.map((key) => [key.id, key]));
  const hashing = hashers(dataKeys);
  const hash = (purpose: string, text: string): Buffer => hashing(purpose)(text);
  const sealBytes = (binding: SealBinding, bytes: Uint8Array): Buffer =>
    encrypt(current, binding, bytes);
  const openBytes = (binding: SealBinding, sealed: Uint8Array): Buffer => {
    const key = byId.get(keyIdOf(sealed));
    if (!key) throw new Error(`sealed by the key "${keyIdOf(sealed)}", which DATA_KEYS lacks`);
    return decrypt(key, binding, sealed);
  };
  return {
    sealBytes,
    openBytes,
    seal: (binding, record) => sealBytes(binding, Buffer.from(JSON.stringify(record))),
    open: <T>(binding: SealBinding, sealed: Uint8Array) =>
      JSON.parse(openBytes(binding, sealed).toString("utf8")) as T,
    needsResealing: (sealed) => keyIdOf(sealed) !== current.id,
    blindIndex: (field, value) => hash(`index/${field}`, normalForm(field, value)),
    mac: (purpose, ...parts) => hash(`mac/${purpose}`, JSON.stringify(parts)),
    hashToken: (token) => createHash("sha256").update(token).digest(),
    indexFingerprint: hash("fingerprint", "").toString("hex").slice(0, 16),
  };
}

function encrypt(key: SealingKey, binding: SealBinding, bytes: Uint8Array): Buffer {
  const nonce = freshNonce();
  const head = Buffer.from([VERSION, key.id.length, ...Buffer.from(key.id, "latin1")]);
  const cipher = createCipheriv("aes-256-gcm", key.key, nonce);
  cipher.setAAD(associated(head, binding));
  const body = cipher.update(bytes);
  cipher.final();
  return Buffer.concat([head, nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: SealingKey, binding: SealBinding, sealed: Uint8Array): Buffer {
  const value = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const nonceAt = 2 + key.id.length;
  const tagAt = nonceAt + NONCE_BYTES;
  const bodyAt = tagAt + TAG_BYTES;
  assert(value.length >= bodyAt, "a sealed value is whole");
  const cipher = createDecipheriv("aes-256-gcm", key.key, value.subarray(nonceAt, tagAt), {
    authTagLength: TAG_BYTES,
  });
  cipher.setAAD(associated(value.subarray(0, nonceAt), binding));
  cipher.setAuthTag(value.subarray(tagAt, bodyAt));
  const bytes = cipher.update(value.subarray(bodyAt));
  cipher.final();
  return bytes;
}

function keyIdOf(sealed: Uint8Array): string {
  assert(sealed[0] === VERSION, "a sealed value begins with its version");
  return Buffer.from(sealed.subarray(2, 2 + (sealed[1] ?? 0))).toString("latin1");
}

/** JSON keeps the parts apart whatever they hold. */
function associated(head: Buffer, { portfolioId, table, id }: SealBinding): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify([portfolioId, table, id]))]);
}

const nonces = Buffer.alloc(NONCE_BYTES * 256);
let nonceAt = nonces.length;

/** Nonces come from the system's generator in batches: one call for each would cost the most. */
function freshNonce(): Buffer {
  if (nonceAt === nonces.length) {
    randomFillSync(nonces);
    nonceAt = 0;
  }
  nonceAt += NONCE_BYTES;
  return Buffer.from(nonces.subarray(nonceAt - NONCE_BYTES, nonceAt));
}
