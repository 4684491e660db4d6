import type { Runtime } from "#app/services/ports.ts";

/** The same act has the same id: a UUID (version 8, RFC 9562) made of what names the act. */
export function onceId({ sealer }: Runtime, kind: string, once: string): string {
  const hex = sealer.mac("once-id", kind, once).toString("hex");
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 0x3) | 0x8).toString(16);
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-8${c}-${variant}${d}-${hex.slice(20, 32)}`;
}
