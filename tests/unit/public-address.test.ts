import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "#app/gateways/collector/public-address.server.ts";

describe("a public address", () => {
  test.each(["1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1", "223.255.255.254"])(
    "is %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  test.each(["2606:4700:4700::1111", "2a00:1450:4009:81f::200e", "64:ff9b::101:101"])(
    "is %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ...["0.0.0.0", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.255"],
    ...["169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1"],
    ...["198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
    ...["168.63.129.16", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254"],
    ...["ff02::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::127.0.0.1"],
    ...["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001:db8::1", "2001::1"],
    ...["2002:7f00:1::", "3fff::1", "100::1", "5f00::1"],
    ...["localhost", "", "1.1.1", "0x7f000001"],
  ])("is not %s", (address) => expect(isPublicAddress(address)).toBe(false));

  test("is the same for an IPv4 address in itself and inside IPv6", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});
