import { createHash } from "node:crypto";

/** A weak tag: the same content may leave compressed or not. */
export function tagOf(body: string | Uint8Array): string {
  return `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}

/** Whether the asker has this very content already (RFC 9110 §13.1.2). */
export function isKnown(request: Request, tag: string): boolean {
  const asked = request.headers.get("if-none-match");
  if (asked === null) return false;
  const bare = (one: string) => one.trim().replace(/^W\//, "");
  return asked.trim() === "*" || asked.split(",").some((one) => bare(one) === bare(tag));
}
