import { hash } from "node:crypto";

const blockBytes = 64;
const digestBytes = 32;

/**
 * HMAC-SHA-256 (RFC 2104) under one key, for texts that are hashed by the million: two one-shot
 * hashes over the padded key take less than half the time of a new Hmac object for each.
 */
export function hmacSha256(key: Buffer): (text: string) => Buffer {
  const inner = padded(key, 0x36, 4_096);
  const outer = padded(key, 0x5c, digestBytes);
  return (text) => {
    const bytes = Buffer.byteLength(text);
    const room = bytes <= inner.length - blockBytes;
    const message = room
      ? inner
      : Buffer.concat([inner.subarray(0, blockBytes), Buffer.alloc(bytes)]);
    message.write(text, blockBytes);
    const digest = hash("sha256", message.subarray(0, blockBytes + bytes), "binary");
    outer.write(digest, blockBytes, "latin1");
    return Buffer.from(hash("sha256", outer, "binary"), "latin1");
  };
}

/** The key mixed into a block, with room for what is hashed after it. */
function padded(key: Buffer, pad: number, room: number): Buffer {
  const block = Buffer.alloc(blockBytes + room);
  for (let at = 0; at < blockBytes; at += 1) block[at] = (key[at] ?? 0) ^ pad;
  return block;
}
