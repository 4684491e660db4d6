import { BlockList, isIPv6 } from "node:net";

const inside = new BlockList();
for (const [network, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  inside.addSubnet(network, prefix, "ipv4");
}
inside.addAddress("::1", "ipv6");
inside.addSubnet("fc00::", 7, "ipv6");

const carried = ["forwarded", "x-forwarded-for", "x-real-ip"];

/**
 * Whether a request comes from the operator's own network, and straight: what a proxy handed on
 * came from the public, whatever address the proxy has.
 */
export function isFromInside(request: Request, address: string): boolean {
  if (carried.some((name) => request.headers.has(name))) return false;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return inside.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}
