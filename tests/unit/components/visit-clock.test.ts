import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const script = readFileSync("app/components/layout/visit-clock.js", "utf8");
const next = "http://site/home";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A page with one kept form, as far as the script looks at it. */
function openPage(fetch: () => Promise<Response>) {
  const heard = new Map<string, (event?: unknown) => void>();
  const addEventListener = (type: string, hear: (event?: unknown) => void) => heard.set(type, hear);
  const tell = (type: string, event?: unknown) => heard.get(type)?.(event);
  const dataset = { leftMs: "900000", token: "t", shown: "1" };
  const firstElementChild = { hidden: true, querySelector: () => ({ addEventListener() {} }) };
  const field = { name: "words", value: "三月起没有收入", type: "textarea", autocomplete: "" };
  const form = { elements: [field], hasAttribute: () => true, closest: () => null };
  const told: string[] = [];
  const gone: string[] = [];
  const leave = (href: string) => {
    gone.push(href);
    for (const leaving of ["beforeunload", "pagehide"]) tell(leaving);
  };
  const sendBeacon = (_to: string, sent: FormData) => told.push(String(sent.get("words")));
  const link = { href: next, origin: "http://site", pathname: "/home", hash: "", target: "" };
  runInNewContext(script, {
    ...{ fetch, FormData, Date, setTimeout, clearTimeout, addEventListener },
    document: { getElementById: () => ({ dataset, firstElementChild }), addEventListener },
    location: { origin: "http://site", pathname: "/tell", assign: leave, replace: leave },
    navigator: { sendBeacon },
  });
  return {
    type: () => tell("input", { target: { form } }),
    follow: () => tell("click", { target: { closest: () => link }, preventDefault() {} }),
    send: () => tell("submit", { target: form }),
    leave,
    told,
    gone,
  };
}

const noAnswer = () => new Promise<Response>(() => {});
const answered = async () => Response.json({ leftMs: 900_000 });

test("the last words go once more where a link is followed on a slow line", async () => {
  const page = openPage(noAnswer);
  page.type();
  page.follow();
  await vi.advanceTimersByTimeAsync(900);
  expect([page.gone, page.told]).toEqual([[], []]);
  await vi.advanceTimersByTimeAsync(100);
  expect([page.gone, page.told]).toEqual([[next], ["三月起没有收入"]]);
});

test("and where the page goes while they are on their way", async () => {
  const page = openPage(noAnswer);
  page.type();
  await vi.advanceTimersByTimeAsync(2_000);
  page.leave(next);
  expect(page.told).toEqual(["三月起没有收入"]);
});

test("but not those that were heard, or sent", async () => {
  const heard = openPage(answered);
  heard.type();
  heard.follow();
  await vi.advanceTimersByTimeAsync(10);
  expect([heard.gone, heard.told]).toEqual([[next], []]);
  const sent = openPage(noAnswer);
  sent.type();
  await vi.advanceTimersByTimeAsync(2_000);
  sent.send();
  sent.leave(next);
  expect(sent.told).toEqual([]);
});
