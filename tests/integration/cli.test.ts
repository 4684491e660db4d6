import { readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verify } from "@node-rs/argon2";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "#app/cli/main.ts";
import { findKeyByHash } from "#app/db/stores/keys.server.ts";
import { findStaffByEmail } from "#app/db/stores/staff.server.ts";
import { csvOf, fileOf, plainRow } from "../support/account-file.ts";
import { withTestDatabase } from "../support/database.ts";
import { testRuntime } from "../support/runtime.ts";
import { testVariables } from "../support/settings.ts";

const db = withTestDatabase();
const placeFor = (name: string) => join(tmpdir(), `evenkeel-cli-${process.pid}-${name}`);

beforeEach(() => {
  for (const [name, value] of Object.entries(testVariables)) vi.stubEnv(name, value);
  vi.stubEnv("DATABASE_URL", db.url);
});

/** Runs a command line; answers its exit code and what it said on both streams. */
async function portal(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    watched: false,
  });
  return { code, out: out.join(""), err: err.join("") };
}

/** The same with --json: one document on one line. */
async function json(...args: string[]) {
  const { code, out: text } = await portal(...args, "--json");
  expect(text.endsWith("\n")).toBe(true);
  expect(text.trimEnd()).not.toContain("\n");
  return { code, answer: JSON.parse(text) };
}

const options = {
  name: "样本银行",
  currency: "CNY",
  locale: "zh-CN",
  "time-zone": "Asia/Shanghai",
  policy: "cn-bank-card",
};

function addArgs(code: string, changes: Record<string, string> = {}): string[] {
  const pairs = Object.entries({ ...options, ...changes });
  return ["portfolio", "add", code, ...pairs.flatMap(([name, value]) => [`--${name}`, value])];
}

describe("portfolios", () => {
  it("are added once and listed", async () => {
    expect((await json(...addArgs("one"))).answer).toMatchObject({
      code: "one",
      currency: "CNY",
      policyId: "cn-bank-card",
    });
    const again = await json(...addArgs("one"));
    expect([again.code, again.answer.error.code]).toEqual([1, "code-taken"]);
    const { code, answer } = await json("portfolio", "list");
    expect([code, answer.portfolios.map((one: { code: string }) => one.code)]).toEqual([
      0,
      ["one"],
    ]);
    expect(answer.portfolios[0].paymentMethods).toEqual(["card", "alipay", "wechat_pay"]);
  });

  it("take the methods that they are given, each once", async () => {
    const { answer } = await json(...addArgs("two", { methods: "alipay,card,card" }));
    expect(answer.paymentMethods).toEqual(["alipay", "card"]);
  });

  it.each([
    [addArgs("b", { currency: "XTS" }), "unknown-currency", "currency"],
    [addArgs("b", { "time-zone": "Mars" }), "unknown-time-zone", "time-zone"],
    [addArgs("b", { locale: "!" }), "unknown-locale", "locale"],
    [addArgs("b", { policy: "/nowhere.json" }), "file-not-readable", "policy"],
    [addArgs("b c"), "bad-code", "code"],
    [addArgs("b", { methods: "card,cash" }), "unknown-method", "methods"],
    [addArgs("b", { currency: "INR", methods: "alipay" }), "unknown-method", "methods"],
    [["portfolio", "add", "b"], "wrong-use", "name"],
    [["portfolio", "add"], "wrong-use", ""],
    [[...addArgs("b"), "--colour", "red"], "wrong-use", ""],
  ])("%j is refused: %s", async (args, reason, path) => {
    const { code, answer } = await json(...args);
    expect([code, answer.error.code, answer.error.path]).toEqual([2, reason, path]);
  });

  it("take a policy of their own, and show the one in force", async () => {
    const shown = await json("policy", "show", "one");
    const own = { ...shown.answer, id: "own-policy", offerValidDays: 3 };
    const policy = fileOf(JSON.stringify(own), "json");
    expect((await json("policy", "check", policy)).code).toBe(0);
    expect((await json(...addArgs("own", { policy }))).code).toBe(0);
    expect((await json("policy", "show", "own")).answer).toEqual(own);
    const wrong = fileOf(JSON.stringify({ ...own, rounding: "sideways" }), "json");
    const checked = await json("policy", "check", wrong);
    expect([checked.code, checked.answer.error.path]).toEqual([2, "rounding"]);
    const added = await json(...addArgs("bad", { policy: wrong }));
    expect([added.code, added.answer.error.path]).toEqual([2, "policy.rounding"]);
  });
});

describe("a portfolio's own days", () => {
  it("are set, changed and listed", async () => {
    await json(...addArgs("days"));
    const add = ["calendar", "add", "days"];
    const set = [...add, "--off", "2026-10-02", "--off", "2026-10-01", "--working", "2026-10-10"];
    const first = await json(...set, "--name", "国庆节");
    expect(first.code).toBe(0);
    expect((await json(...add, "--working", "2026-10-02")).code).toBe(0);
    const { answer } = await json("calendar", "list", "days");
    expect(answer).toEqual({
      portfolio: "days",
      days: [
        { on: "2026-10-01", working: false, name: "国庆节" },
        { on: "2026-10-02", working: true, name: "" },
        { on: "2026-10-10", working: true, name: "国庆节" },
      ],
    });
    const later = await portal("calendar", "list", "days", "--from", "2026-10-02");
    expect(later.out).toBe("2026-10-02 working\n2026-10-10 working 国庆节\n");
  });

  it.each([
    [["--off", "2026-02-30"], 2, "wrong-use"],
    [["--off", "2026-02-20", "--working", "2026-02-20"], 2, "wrong-use"],
    [[], 2, "wrong-use"],
  ])("refuses %j", async (args, code, reason) => {
    const refused = await json("calendar", "add", "days", ...args);
    expect([refused.code, refused.answer.error.code]).toEqual([code, reason]);
  });

  it("are of a portfolio that is there", async () => {
    const refused = await json("calendar", "add", "nowhere", "--off", "2026-10-01");
    expect(refused.code).toBe(1);
    expect((await json("calendar", "list", "nowhere")).code).toBe(1);
  });
});

describe("import accounts", () => {
  const rows = [plainRow(1), plainRow(2, { principal: "1.001", account_ref: "=cmd()" })];

  it("says what became of the rows, and writes the refusals", async () => {
    const errors = placeFor("errors.csv");
    const path = fileOf(csvOf(rows));
    const args = ["import", "accounts", path, "--portfolio", "one"];
    const dry = await json(...args, "--dry-run");
    expect(dry.answer).toMatchObject({ inserted: 1, updated: 0, unchanged: 0, refused: 1 });
    const { code, answer } = await json(...args, "--errors", errors);
    expect([code, answer]).toEqual([
      1,
      expect.objectContaining({ inserted: 1, updated: 0, unchanged: 0, refused: 1 }),
    ]);
    expect(readFileSync(errors, "utf8").split("\r\n")).toEqual([
      "line,account_ref,column,reason",
      "3,'=cmd(),principal,amount-too-fine",
      "",
    ]);
    const whole = await portal(
      "import",
      "accounts",
      fileOf(csvOf([plainRow(1)])),
      "--portfolio",
      "one",
    );
    expect([whole.code, whole.out]).toEqual([0, "0 inserted, 0 updated, 1 unchanged, 0 refused\n"]);
  });

  it.each([
    [["import", "accounts", "/nowhere.csv", "--portfolio", "one"], 2, "file-not-readable"],
    [["import", "accounts", fileOf("a,b\n1,2\n"), "--portfolio", "one"], 1, "missing-column"],
    [["import", "accounts", fileOf(""), "--portfolio", "one"], 1, "file-empty"],
    [["import", "accounts", fileOf("x"), "--portfolio", "none"], 2, "unknown-portfolio"],
    [["import", "accounts", fileOf("x")], 2, "wrong-use"],
    [["import", "balances", "--portfolio", "one"], 2, "wrong-use"],
  ])("%j ends with %i: %s", async (args, exitCode, reason) => {
    const { code, answer } = await json(...args);
    expect([code, answer.error.code]).toEqual([exitCode, reason]);
  });
});

describe("links issue", () => {
  it("writes a link for each account that is meant, for nobody else to read", async () => {
    const path = placeFor("links.csv");
    const args = ["links", "issue", "--portfolio", "one", "--where", "days_overdue>=1"];
    const { code, answer } = await json(...args, "--out", path);
    expect([code, answer]).toEqual([0, { issued: 1, others: 0 }]);
    expect(readFileSync(path, "utf8")).toMatch(
      /^account_ref,[\w,]+\r\nA-1,D-1,none,issued,,http:\/\/127\.0\.0\.1:3000\/l\/[\w-]{43},/,
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await json(...args)).answer.links).toHaveLength(1);
  });

  it.each([
    [["--where", "1=1"], "unreadable"],
    [["--where", "secret=1"], "unknown-field"],
    [["--channel", "pigeon"], "wrong-use"],
    [["--days", "0"], "wrong-use"],
    [["--out", "links.pdf"], "wrong-use"],
    [["--channel", "letter", "--out", "/nowhere/links.pdf"], "file-not-writable"],
  ])("refuses %j", async (args, reason) => {
    const { code, answer } = await json("links", "issue", "--portfolio", "one", ...args);
    expect([code, answer.error.code]).toEqual([2, reason]);
  });
});

describe("staff and keys", () => {
  it("are shown their secret once, and only its hash is kept", async () => {
    const args = ["staff", "add", "--email", "kim@example.com", "--role", "collector"];
    const { code, answer } = await json(...args);
    expect(code).toBe(0);
    expect(answer.totpSecret).toMatch(/^[A-Z2-7]{32}$/);
    const row = await findStaffByEmail(db, "KIM@example.com");
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(row!.passwordHash, answer.password)).toBe(true);
    expect((await json(...args)).answer.error.code).toBe("email-taken");
    const other = await json("staff", "add", "--email", "a@example.com", "--role", "king");
    expect([other.code, other.answer.error.code]).toEqual([2, "unknown-role"]);
  });

  it("of a key: bound to portfolios and scopes", async () => {
    const args = ["keys", "create", "--name", "core", "--scope", "accounts:read,events:read"];
    const { code, answer } = await json(...args, "--portfolio", "one");
    expect([code, answer.portfolios]).toEqual([0, ["one"]]);
    const { sealer } = testRuntime(db);
    const row = await findKeyByHash(db, sealer.hashToken(answer.key));
    expect(row?.scopes).toEqual(["accounts:read", "events:read"]);
    const wrong = await json("keys", "create", "--name", "x", "--scope", "everything");
    expect([wrong.code, wrong.answer.error.code]).toEqual([2, "unknown-scope"]);
  });
});

describe("doctor", () => {
  it("says what is wrong and how to mend it", async () => {
    const { code, answer } = await json("doctor");
    expect(code).toBe(1);
    const states = Object.fromEntries(
      answer.findings.map((one: { check: string; state: string }) => [one.check, one.state]),
    );
    expect(states).toMatchObject({
      settings: "ok",
      database: "ok",
      clock: "ok",
      worker: "failing",
    });
    const worker = answer.findings.find((one: { check: string }) => one.check === "worker");
    expect(worker.mend).toContain("npm run worker");
  });

  it("names settings and a database that keep it from looking further", async () => {
    vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing");
    const away = await json("doctor");
    expect(away.code).toBe(1);
    expect(away.answer.findings).toMatchObject([
      { check: "settings", state: "ok" },
      { check: "database", state: "failing", mend: expect.stringContaining("DATABASE_URL") },
    ]);
    vi.stubEnv("DATA_KEYS", "x");
    const wrong = await json("doctor");
    expect(wrong.code).toBe(1);
    expect(wrong.answer).toMatchObject({ ok: false, findings: [{ check: "settings" }] });
    expect(wrong.answer.findings[0].detail).toContain("DATA_KEYS");
  });
});

describe("settings that are wrong", () => {
  it("are all named, and nothing is done", async () => {
    vi.stubEnv("DATA_KEYS", "x");
    const { code, answer } = await json("portfolio", "list");
    expect([code, answer.error.code]).toEqual([2, "settings"]);
    expect(answer.error.message).toContain("DATA_KEYS");
  });
});
