import { randomInt } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** An id as Stripe writes them: newId("pi_", 24) → "pi_3k…". */
export function newId(prefix: string, length = 24): string {
  let id = prefix;
  for (let at = 0; at < length; at += 1) id += letters[randomInt(letters.length)];
  return id;
}
