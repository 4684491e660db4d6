import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cardText } from "#app/cli/launch/card.mjs";
import { ensureRoom, installed } from "#app/cli/launch/install.mjs";
import { exclusive } from "#app/cli/launch/lock.mjs";
import { given } from "#app/cli/launch/paths.mjs";
import { holdPort, nextFreePort } from "#app/cli/launch/ports.mjs";
import { claim, claimed } from "#app/cli/launch/running.mjs";
import { explain, Stop } from "#app/cli/launch/say.mjs";
import { causeIn } from "#app/cli/launch/tool.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenkeel-launch-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("whether packages are installed", () => {
  const lock = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/other-platform": { version: "2.0.0", optional: true },
  };
  const put = (path: string, packages: object): void =>
    writeFileSync(join(folder, path), JSON.stringify({ packages }));

  beforeEach(() => put("package-lock.json", lock));

  test("no record of a finished install: not installed", () => {
    expect(installed(folder)).toBe(false);
  });

  test.each([
    [
      "everything the lock names but an optional package",
      { "node_modules/a": lock["node_modules/a"] },
      true,
    ],
    ["another version", { "node_modules/a": { version: "1.0.1" } }, false],
    ["a package that is missing", {}, false],
  ])("%s", (_, present, expected) => {
    mkdirSync(join(folder, "node_modules"));
    put("node_modules/.package-lock.json", present);
    expect(installed(folder)).toBe(expected);
  });
});

describe("ports", () => {
  test("one that is taken gives way to the next free one", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const given = await nextFreePort(port);
    server.close();
    expect(given).toBeGreaterThan(port);
  });

  test("one that is held is nobody else's until it is let go", async () => {
    const port = await nextFreePort(45_300);
    const letGo = await holdPort(port);
    expect(await nextFreePort(port)).toBeGreaterThan(port);
    await letGo();
    expect(await nextFreePort(port)).toBe(port);
  });

  test("one that was given away already is not given again", async () => {
    const taken = new Set<number>();
    const first = await nextFreePort(45_100, taken);
    expect(await nextFreePort(first, taken)).toBeGreaterThan(first);
  });
});

describe("work that only one process may do", () => {
  test("takes turns", async () => {
    const order: string[] = [];
    const slow = async (name: string): Promise<void> => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    };
    const both = ["a", "b"].map((name) => exclusive("work", () => slow(name), folder));
    await Promise.all(both);
    expect(order[1]).toBe(order[0]?.replace("begins", "ends"));
    expect(order).toHaveLength(4);
  });

  test("a lock whose process has died is taken over", async () => {
    writeFileSync(join(folder, "work.lock"), "2147483646");
    expect(await exclusive("work", async () => "done", folder)).toBe("done");
  });

  test("a failure gives the lock back", async () => {
    const failing = exclusive("work", () => Promise.reject(new Error("no")), folder);
    await expect(failing).rejects.toThrow("no");
    expect(await exclusive("work", async () => "done", folder)).toBe("done");
  });
});

describe("one demo a data folder", () => {
  test("a folder is claimed for as long as its process answers", async () => {
    expect(await claimed(folder)).toBe(false);
    const giveBack = await claim(folder);
    expect(await claimed(folder)).toBe(true);
    giveBack();
    expect(await claimed(folder)).toBe(false);
  });

  test("another program on the old port is no demo", async () => {
    const giveBack = await claim(folder);
    const stale = readFileSync(join(folder, "demo.lock"), "utf8").replace(
      /"word":".{4}/,
      '"word":"0000',
    );
    giveBack();
    writeFileSync(join(folder, "demo.lock"), stale);
    expect(await claimed(folder)).toBe(false);
  });
});

describe("what went wrong, in one line", () => {
  const code = (name: string): Error => Object.assign(new Error(name), { code: name, path: "/x" });

  test.each([
    [new Stop("Too old."), "Too old."],
    [code("ENOSPC"), "The disk is full: make room and run the command again."],
    [
      code("EROFS"),
      "Not allowed to write /x: mend its owner or set EVENKEEL_HOME to another folder.",
    ],
  ])("%s", (error, line) => expect(explain(error)).toBe(line));

  test("a fault of our own keeps its stack", () => {
    expect(explain(new TypeError("x is not a function"))).toBeNull();
  });

  test("a disk with too little room is refused before work begins", async () => {
    await expect(ensureRoom(folder, 1e18)).rejects.toThrow(/^The disk is nearly full: \d+ MB free/);
  });
});

test("the card shows every link, password and address", () => {
  const card = {
    origin: "http://127.0.0.1:3000",
    debtors: [
      {
        accountRef: "A-1",
        portfolio: "cn",
        locale: "zh-CN",
        name: "林静",
        url: "http://127.0.0.1:3000/l/secret",
        facts: { dateOfBirth: "1988-04-12" },
      },
    ],
    staff: [
      { email: "wei@staff.example", password: "pass-word", totpSecret: null, role: "auditor" },
    ],
    apiKey: "key-1",
    inbox: "http://127.0.0.1:4020",
    stripe: "http://127.0.0.1:4010",
    collector: "http://127.0.0.1:4030",
  };
  const text = cardText(card, folder);
  const expected = [card.origin, card.inbox, card.stripe, card.collector, card.apiKey]
    .concat(card.debtors.flatMap((debtor) => [debtor.name, debtor.url, "1988-04-12"]))
    .concat(card.staff.flatMap((one) => [one.email, one.password, one.role]));
  for (const part of expected) expect(text).toContain(part);
});

describe("settings of the launcher", () => {
  const before = process.env.PORT;
  afterEach(() => {
    if (before === undefined) delete process.env.PORT;
    else process.env.PORT = before;
  });

  test("come from the environment, else from .env", () => {
    delete process.env.PORT;
    expect(given("PORT", folder)).toBeUndefined();
    writeFileSync(join(folder, ".env"), "# where pages are\nPORT=4711\nDATABASE_URL=\n");
    expect(given("PORT", folder)).toBe("4711");
    process.env.PORT = "4712";
    expect(given("PORT", folder)).toBe("4712");
  });

  test("that are empty are absent", () => {
    writeFileSync(join(folder, ".env"), "PORT=4711\n");
    process.env.PORT = "";
    expect(given("PORT", folder)).toBeUndefined();
  });
});

describe("the cause of a failed build", () => {
  test("is what stands between the failure and the stack", () => {
    const files = Array.from({ length: 90 }, (_, at) => `    'app/file-${at}.ts',`);
    const output = [
      "transforming...",
      "\u2717 Build failed in 1.39s",
      'app/a.ts (3:2): "b" is not exported by "app/b.ts"',
      "3:   b,",
      "     ^",
      "    at getRollupError (parseAst.js:337:41)",
      "  watchFiles: [",
      ...files,
    ].join("\n");
    expect(causeIn(output)).toBe(
      'app/a.ts (3:2): "b" is not exported by "app/b.ts"\n3:   b,\n     ^',
    );
  });

  test("of any other program is its last words", () => {
    const lines = Array.from({ length: 50 }, (_, at) => `line ${at + 1}`);
    expect(causeIn(lines.join("\n"))).toBe(lines.slice(10).join("\n"));
  });
});
