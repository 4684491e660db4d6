import type { AppLoadContext } from "@remix-run/node";
import { expect, test } from "vitest";
import { rememberRotation, tokenAfter } from "#app/http/rotations.server.ts";
import { fakeClock } from "../../support/clock.ts";

const clock = fakeClock();
const context = { runtime: { clock, settings: { secureCookies: false } } };
const here = context as unknown as AppLoadContext;

const from = (visit: string) =>
  new Request("http://127.0.0.1/check", { headers: { Cookie: `visit=${visit}` } });

test("a form sent twice by one browser finds the token that followed, for ten seconds", () => {
  rememberRotation(from("mine"), here, { before: "old", after: "new" });
  expect(tokenAfter(from("mine"), here, "old")).toBe("new");
  clock.advance(9_999);
  expect(tokenAfter(from("mine"), here, "old")).toBe("new");
  clock.advance(1);
  expect(tokenAfter(from("mine"), here, "old")).toBeNull();
});

test("another browser that holds the old token finds nothing", () => {
  rememberRotation(from("mine"), here, { before: "old", after: "new" });
  expect(tokenAfter(from("theirs"), here, "old")).toBeNull();
  expect(tokenAfter(new Request("http://127.0.0.1/check"), here, "old")).toBeNull();
  expect(tokenAfter(from("mine"), here, "other")).toBeNull();
  expect(tokenAfter(from("mine"), here, null)).toBeNull();
});
