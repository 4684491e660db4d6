import { hash } from "node:crypto";

const words = 3;

/**
 * A set of references in 12 bytes each, whatever their length: a million of them in 32 MB where a
 * Set of strings takes 100. It holds 96 bits of a SHA-1, so that no two of a file are taken for
 * one another by chance.
 */
export class RefSet {
  #slots = 1 << 12;
  #table = new Uint32Array(this.#slots * words);
  #size = 0;

  /** Adds a reference; false when it is there already. */
  add(ref: string): boolean {
    if (this.#size * 2 >= this.#slots) this.#grow();
    const digest = hash("sha1", ref, "buffer");
    // An all-zero slot is an empty one.
    const key = [digest.readUInt32LE(0) || 1, digest.readUInt32LE(4), digest.readUInt32LE(8)];
    return this.#put(key as [number, number, number]);
  }

  #put(key: readonly [number, number, number]): boolean {
    const table = this.#table;
    for (let slot = key[1] % this.#slots; ; slot = (slot + 1) % this.#slots) {
      const at = slot * words;
      if (table[at] === 0) {
        table.set(key, at);
        this.#size += 1;
        return true;
      }
      if (table[at] === key[0] && table[at + 1] === key[1] && table[at + 2] === key[2]) {
        return false;
      }
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#slots *= 2;
    this.#table = new Uint32Array(this.#slots * words);
    this.#size = 0;
    for (let at = 0; at < old.length; at += words) {
      const [a, b, c] = old.subarray(at, at + words) as unknown as [number, number, number];
      if (a !== 0) this.#put([a, b, c]);
    }
  }
}
