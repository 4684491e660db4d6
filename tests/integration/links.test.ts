import { beforeEach, describe, expect, it } from "vitest";
import { findLinkByToken } from "#app/db/stores/links.server.ts";
import { system } from "#app/services/act.server.ts";
import type { Actor } from "#app/services/actor.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import { issueLinks, type LinkLine } from "#app/services/links/issue-links.server.ts";
import { parseWhere } from "#app/services/links/parse-where.server.ts";
import { revokeLink } from "#app/services/links/revoke-link.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { someDebtor } from "../support/debtor.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let people: Awaited<ReturnType<typeof someDebtor>>;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  people = await someDebtor(runtime, portfolio, 1, { address: "示例路1号" });
});

const staffOf = (...portfolioIds: string[]): Actor => ({
  kind: "staff",
  staffId: runtime.ids.next(),
  role: "collector",
  portfolioIds,
});

async function linkRows() {
  return db.query("select * from portal_link where portfolio_id = $1 order by id", [portfolio.id]);
}

async function events() {
  return db.query<{ type: string; data: Record<string, unknown> }>(
    "select type, data from event where account_id = $1 order by account_seq",
    [people.account.id],
  );
}

describe("one link", () => {
  it("holds 256 bits of which only the hash is kept", async () => {
    const wish = { accountId: people.account.id, channel: "none" } as const;
    const link = await issueLink(runtime, system, wish);
    if (!link.ok) throw new Error(link.error.reason);
    const token = link.value.url.replace("http://127.0.0.1:3000/l/", "");
    expect(token).toMatch(/^[\w-]{43}$/);
    const row = await findLinkByToken(db, runtime.sealer.hashToken(token));
    expect(row).toMatchObject({ id: link.value.id, debtorId: people.debtor.id, sentAt: null });
    expect(JSON.stringify(await linkRows())).not.toContain(token);
    const days = (link.value.expiresAt.getTime() - runtime.clock.now()) / 86_400_000;
    expect(days).toBe(30);
    expect(await events()).toEqual([]);
  });

  it("counts as sent when the mail has gone, and the collector is told then", async () => {
    const link = await issueLink(runtime, system, {
      accountId: people.account.id,
      channel: "email",
    });
    expect(link).toMatchObject({ ok: true, value: { rule: "cn-rules-kept" } });
    expect(await events()).toEqual([]);
    const [contact] = await db.query<{ id: string }>(
      "select id from contact_record where debtor_id = $1",
      [people.debtor.id],
    );
    await sendMessage(runtime, contact!.id, false);
    expect(runtime.sent[0]?.text).toContain(link.ok && link.value.url);
    const [row] = await linkRows();
    expect(row?.sent_at).toBeInstanceOf(Date);
    expect(await events()).toEqual([
      {
        type: "link.sent",
        data: {
          linkId: row!.id,
          debtorRef: "D-1",
          channel: "email",
          expiresAt: (row!.expires_at as Date).toISOString(),
        },
      },
    ]);
  });

  it("is not made when a rule blocks it, and the record says which", async () => {
    runtime.clock.set("2026-11-19T15:30:00Z");
    const link = await issueLink(runtime, system, { accountId: people.account.id, channel: "sms" });
    expect(link).toMatchObject({ ok: false, error: { reason: "blocked", rule: "cn-hours" } });
    expect(await linkRows()).toEqual([]);
    const contacts = await db.query("select state, rule from contact_record where debtor_id = $1", [
      people.debtor.id,
    ]);
    expect(contacts).toEqual([{ state: "blocked", rule: "cn-hours" }]);
  });

  it("of a letter counts as sent when it is handed over", async () => {
    const accountId = people.account.id;
    const link = await issueLink(runtime, system, { accountId, channel: "letter" });
    expect(link.ok).toBe(true);
    expect((await events()).map(({ type, data }) => [type, data.channel])).toEqual([
      ["link.sent", "letter"],
    ]);
    const { account } = await someDebtor(runtime, portfolio, 2, { address: "" });
    expect(await issueLink(runtime, system, { accountId: account.id, channel: "letter" })).toEqual({
      ok: false,
      error: { reason: "no-address" },
    });
  });

  it("is made by those of the portfolio, for its debtors and open accounts only", async () => {
    const wish = { accountId: people.account.id, channel: "none" } as const;
    const other = await somePortfolio(runtime);
    const stranger = await someDebtor(runtime, portfolio, 3);
    const missing = { ok: false, error: { reason: "not-found" } };
    expect(await issueLink(runtime, staffOf(other.id), wish)).toEqual(missing);
    expect((await issueLink(runtime, staffOf(portfolio.id), wish)).ok).toBe(true);
    const foreign = { ...wish, debtorId: stranger.debtor.id };
    expect(await issueLink(runtime, system, foreign)).toEqual(missing);
    await db.query("update account set status = 'recalled' where id = $1", [people.account.id]);
    expect(await issueLink(runtime, system, wish)).toEqual({
      ok: false,
      error: { reason: "account-not-open" },
    });
  });

  it("is revoked once, by those who may", async () => {
    const accountId = people.account.id;
    const link = await issueLink(runtime, system, { accountId, channel: "none" });
    const id = link.ok ? link.value.id : "";
    const stranger = staffOf((await somePortfolio(runtime)).id);
    expect(await revokeLink(runtime, stranger, id, "x")).toEqual({ ok: false, error: "not-found" });
    const revoke = () => revokeLink(runtime, staffOf(portfolio.id), id, "asked");
    expect(await revoke()).toEqual({ ok: true, value: { revokedNow: true } });
    expect(await revoke()).toEqual({ ok: true, value: { revokedNow: false } });
  });
});

describe("links of many accounts", () => {
  async function issue(where: string, channel: "none" | "email" | "letter" = "none") {
    const conditions = parseWhere(where, "CNY");
    if (!conditions.ok) throw new Error(conditions.error.reason);
    const lines: LinkLine[] = [];
    const wish = { conditions: conditions.value, channel };
    const done = await issueLinks(
      runtime,
      system,
      portfolio,
      wish,
      (line) => void lines.push(line),
    );
    return { lines, done };
  }

  beforeEach(async () => {
    const some = { delinquent_since: "2026-10-25", principal: "50.00", product: "Visa 'Gold'" };
    await someDebtor(runtime, portfolio, 2, some);
    await someDebtor(runtime, portfolio, 3, { delinquent_since: "", email: "" });
  });

  it.each([
    ["", ["A-1", "A-2", "A-3"]],
    ["days_overdue>=30", ["A-1"]],
    ["days_overdue>=25", ["A-1", "A-2"]],
    ["days_overdue<26 and total < 100", ["A-2"]],
    ["total=62.34", ["A-2"]],
    ["ref='A-3'", ["A-3"]],
    ["debtor_ref != D-1", ["A-2", "A-3"]],
    [`product="Visa 'Gold'"`, ["A-2"]],
    ["ref = \"x' or '1'='1\"", []],
  ])("where %j: %j", async (where, refs) => {
    const { lines, done } = await issue(where);
    expect(lines.map(({ accountRef }) => accountRef).sort()).toEqual(refs);
    expect(done).toEqual({ ok: true, value: { issued: refs.length, others: 0 } });
    expect(await linkRows()).toHaveLength(refs.length);
  });

  it("tells for each account what became of it", async () => {
    const { lines, done } = await issue("", "email");
    expect(done).toEqual({ ok: true, value: { issued: 2, others: 1 } });
    expect(lines.map(({ accountRef, outcome, rule }) => [accountRef, outcome, rule])).toEqual([
      ["A-1", "issued", "cn-rules-kept"],
      ["A-2", "issued", "cn-rules-kept"],
      ["A-3", "no-address", null],
    ]);
  });

  it("gives a letter's line the name and the address", async () => {
    const { lines } = await issue("ref=A-1", "letter");
    const person = { name: "样本1", address: "示例路1号" };
    expect(lines[0]?.addressee).toMatchObject({ person, locale: "zh-CN", size: "standard" });
  });
});

describe("a condition", () => {
  it.each([
    ["days_overdue>=x", "bad-value"],
    ["total>=1.001", "bad-value"],
    ["password='x'", "unknown-field"],
    ["days_overdue>=30 or total>1", "unreadable"],
    ["days_overdue>=30 and", "unreadable"],
    ["1=1", "unreadable"],
    ["ref='A'; drop table account", "unreadable"],
  ])("%j is refused: %s", (where, reason) => {
    expect(parseWhere(where, "CNY")).toMatchObject({ ok: false, error: { reason } });
  });
});
