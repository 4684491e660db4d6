import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * Whether an address is one of the public internet. False for loopback, private, link-local,
 * shared, multicast and reserved ones (IANA special-purpose registries, RFC 6890), for cloud
 * metadata services, and for IPv6 forms that carry such an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !SPECIAL_V4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  const carried = carriedIPv4(address);
  if (carried !== undefined) return !SPECIAL_V4.check(carried, "ipv4");
  return GLOBAL_V6.check(address, "ipv6") && !SPECIAL_V6.check(address, "ipv6");
}

const SPECIAL_V4 = ranges("ipv4", [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
  // A cloud's host agent on an address of public space (Azure's wire server).
  ["168.63.129.16", 32],
]);

const GLOBAL_V6 = ranges("ipv6", [["2000::", 3]]);

const SPECIAL_V6 = ranges("ipv6", [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]);

function ranges(family: "ipv4" | "ipv6", list: readonly (readonly [string, number])[]): BlockList {
  const made = new BlockList();
  for (const [network, prefix] of list) made.addSubnet(network, prefix, family);
  return made;
}

/** The IPv4 address inside `::ffff:0:0/96` (mapped) or `64:ff9b::/96` (NAT64). */
function carriedIPv4(address: string): string | undefined {
  const groups = groupsOf(address);
  const head = groups.slice(0, 6).join(":");
  if (head !== "0:0:0:0:0:ffff" && head !== "64:ff9b:0:0:0:0") return undefined;
  const low = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return low.flatMap((group) => [group >> 8, group & 0xff]).join(".");
}

/** Eight groups without leading zeros; the URL parser writes every form the same way. */
function groupsOf(address: string): string[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = "", after] = canonical.split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after ? after.split(":") : [];
  return [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
}
