import { randomBytes, randomFillSync, randomInt } from "node:crypto";
import type { Clock, Ids } from "#app/services/ports.ts";

const COUNTER_LIMIT = 0x1000;

/**
 * UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then 12 bits counted up within one millisecond
 * (§6.2, method 1), then 62 random bits. A clock that stands still or goes back keeps the last
 * millisecond; a counter that is full borrows the next one. So ids of one process always ascend.
 */
export function createIds(clock: Clock): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    next() {
      const nowMs = clock.now();
      if (nowMs > lastMs) {
        lastMs = nowMs;
        counter = randomInt(COUNTER_LIMIT / 2);
      } else if (++counter === COUNTER_LIMIT) {
        lastMs += 1;
        counter = 0;
      }
      return uuid(lastMs, counter);
    },
    token: () => randomBytes(32).toString("base64url"),
    code: () => randomInt(1_000_000).toString().padStart(6, "0"),
  };
}

function uuid(ms: number, counter: number): string {
  const time = ms.toString(16).padStart(12, "0");
  const count = counter.toString(16).padStart(3, "0");
  const random = freshRandom();
  const variant = ((Number.parseInt(random[0]!, 16) & 0x3) | 0x8).toString(16);
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${count}-` +
    `${variant}${random.slice(1, 4)}-${random.slice(4)}`
  );
}

const pool = Buffer.alloc(8 * 512);
let poolAt = pool.length;

/** 16 hexadecimal digits; the system's generator is asked for 512 of them at a time. */
function freshRandom(): string {
  if (poolAt === pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += 8;
  return pool.toString("hex", poolAt - 8, poolAt);
}
