import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { migrationHistory, schemaDiff } from "#app/cli/dev/schema-diff.ts";
import { openPool } from "#app/db/connection.server.ts";
import { migrate, pendingMigrations, readMigrations } from "#app/db/migrate.server.ts";
import { projectRoot } from "#app/db/root.server.ts";
import { onServer, withDatabase } from "../support/database-server.ts";

const root = projectRoot();
const names = readMigrations(root).map(({ name }) => name);
let url = "";
let pool: pg.Pool;
let made = 0;

beforeEach(async () => {
  const server = inject("testServer");
  made += 1;
  const name = `${server.prefix}_migrations_${made}`;
  const owner = new URL(server.templateUrl).username;
  await onServer(server.adminUrl, (admin) => admin.query(`create database ${name} owner ${owner}`));
  url = withDatabase(server.templateUrl, name);
  pool = openPool({ url });
});

afterEach(() => pool.end());

it("brings an empty database up and then has nothing left to do", async () => {
  expect(await pendingMigrations(pool)).toEqual(names);
  expect(await migrate(pool)).toEqual(names);
  expect(await pendingMigrations(pool)).toEqual([]);
  expect(await migrate(pool)).toEqual([]);
  const { rows } = await pool.query("select count(*) as jobs from graphile_worker.jobs");
  expect(rows).toEqual([{ jobs: 0n }]);
});

it("is done once when several processes start at once", async () => {
  const pools = [pool, openPool({ url }), openPool({ url }), openPool({ url })];
  const done = await Promise.all(pools.map((one) => migrate(one)));
  expect(done.flat()).toEqual(names);
  await Promise.all(pools.slice(1).map((one) => one.end()));
});

it("leaves nothing behind when a migration fails", async () => {
  const elsewhere = projectWith({ "0003_wrong": "create table half (n int); select 1/0" });
  await expect(migrate(pool, elsewhere.root)).rejects.toThrow(
    "migration 0003_wrong failed: division by zero",
  );
  expect(await pendingMigrations(pool)).toEqual(names);
  const { rows } = await pool.query("select to_regclass('half') as half");
  expect(rows).toEqual([{ half: null }]);
  elsewhere.remove();
});

it("applies only what is new, and refuses what was changed after it was applied", async () => {
  await migrate(pool);
  const newer = projectWith({ "0003_more": "create table more (n int)" });
  expect(await migrate(pool, newer.root)).toEqual(["0003_more"]);
  const changed = projectWith({ "0003_more": "create table more (n bigint)" });
  await expect(migrate(pool, changed.root)).rejects.toThrow("0003_more was changed after");
  expect(await migrate(pool)).toEqual([]);
  newer.remove();
  changed.remove();
});

it("says the same as schema.prisma, and Prisma finds its history whole", async () => {
  await migrate(pool);
  expect(await schemaDiff(url, root)).toBe("");
  expect(await migrationHistory(url, root)).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
  await pool.query("alter table account drop column product");
  expect(await schemaDiff(url, root)).toContain(`ADD COLUMN     "product" TEXT`);
});

/** The project's migrations and some more, in a folder of their own. */
function projectWith(more: Record<string, string>): { root: string; remove(): void } {
  const copy = mkdtempSync(join(tmpdir(), "evenkeel-migrations-"));
  const folder = join(copy, "prisma", "migrations");
  cpSync(join(root, "prisma", "migrations"), folder, { recursive: true });
  for (const [name, sql] of Object.entries(more)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "migration.sql"), sql);
  }
  return { root: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}
