import { chmodSync, existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "#app/db/database.server.ts";
import { EmbeddedFailure } from "#app/db/embedded/failure.server.ts";
import { placeOf } from "#app/db/embedded/place.server.ts";
import { dropStalePidFile, runningPostmaster } from "#app/db/embedded/postmaster.server.ts";
import { type EmbeddedServer, joinOrStart, startEmbedded } from "#app/db/embedded/server.server.ts";
import { type Holder, hold, isGone, scratchHome, until } from "../support/holders.ts";

let home = scratchHome();
let holders: Holder[] = [];
let warnings: string[] = [];

beforeEach(() => {
  home = scratchHome();
  holders = [];
  warnings = [];
});

afterEach(async () => {
  for (const holder of holders) await holder.kill();
  const data = join(home.path, "postgres", "data");
  await until(() => runningPostmaster(data) === null, "no database outlives its users");
  home.remove();
});

const options = (settings = {}) => ({
  home: home.path,
  log: { info: () => {}, warn: (line: string) => void warnings.push(line) },
  trust: true,
  settings: { fsync: "off", ...settings },
});

async function held(how: "start" | "join"): Promise<Holder> {
  const holder = await hold(home.path, how);
  holders.push(holder);
  return holder;
}

const ask = async (server: { url: string }, sql: string) => {
  const db = openDatabase({ url: server.url });
  try {
    return await db.query(sql);
  } finally {
    await db.close();
  }
};

it("starts with passwords, as an owner that is no superuser, on loopback only", async () => {
  const server = await startEmbedded({ ...options(), trust: false });
  try {
    const [row] = await ask(
      server,
      `select current_user as who, usesuper, current_setting('listen_addresses') as addresses,
         current_setting('server_encoding') as encoding, current_setting('fsync') as fsync
       from pg_user where usename = current_user`,
    );
    expect(row).toEqual({
      who: "evenkeel",
      usesuper: false,
      addresses: "127.0.0.1",
      encoding: "UTF8",
      fsync: "off",
    });
    expect(await ask({ url: server.adminUrl }, "show unix_socket_directories")).toEqual([
      { unix_socket_directories: "" },
    ]);
    const stranger = server.url.replace(/:[^:@]+@/, ":wrong@");
    await expect(ask({ url: stranger }, "select 1")).rejects.toThrow(/password authentication/);
  } finally {
    await server.stop();
  }
  expect(isGone(home.path, server.pid)).toBe(true);
});

it("refuses a second server on the folder and names the first", async () => {
  const first = await held("start");
  const second = startEmbedded(options());
  await expect(second).rejects.toThrow(`process ${first.pid} on port`);
  await expect(second).rejects.toBeInstanceOf(EmbeddedFailure);
});

it("lets commands join, and stays for those who joined", async () => {
  const first = await held("start");
  const second = await held("join");
  expect(second).toMatchObject({ joined: true, pid: first.pid, url: first.url });
  await first.leave();
  expect(await ask(second, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.leave();
  await until(() => isGone(home.path, first.pid), "the database ends after the last user");
});

it("is started once when two start at once", async () => {
  const both = await Promise.all([held("join"), held("join")]);
  expect(both[0]?.pid).toBe(both[1]?.pid);
  expect(both.filter(({ joined }) => joined)).toHaveLength(1);
  expect(readdirSync(home.path)).toEqual(["postgres"]);
});

it("leaves no orphan after kill -9 of the process that started it", async () => {
  const first = await held("start");
  await first.kill();
  await until(() => isGone(home.path, first.pid), "the database ends with its parent");
});

it("outlives kill -9 of its starter while another process uses it", async () => {
  const first = await held("start");
  const second = await held("join");
  await first.kill();
  expect(await ask(second, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.kill();
  await until(() => isGone(home.path, first.pid), "the database ends after the last user");
});

it("is back on its port after kill -9, with all that was committed", async () => {
  const server = await startEmbedded(options());
  const db = openDatabase({ url: server.url });
  try {
    await db.query("create table kept (n int8 primary key)");
    for (let n = 1; n <= 5; n += 1) {
      await db.query("insert into kept values ($1)", [n]);
      const pid = server.pid;
      process.kill(pid, "SIGKILL");
      await until(() => server.pid !== pid, "a new server runs");
      await until(() => answers(db), "it answers");
    }
    const rows = await db.query("select n from kept order by n");
    expect(rows.map(({ n }) => n)).toEqual([1n, 2n, 3n, 4n, 5n]);
    expect(warnings).toHaveLength(5);
  } finally {
    await db.close();
    await server.stop();
  }
});

it("starts over a postmaster.pid that a crash left, even when its number lives again", async () => {
  const first = await startEmbedded(options());
  const file = join(home.path, "postgres", "data", "postmaster.pid");
  await first.stop();
  expect(existsSync(file)).toBe(false);
  const stranger = process.ppid;
  writeFileSync(file, `${stranger}\n/nowhere\n0\n5432\n\n127.0.0.1\n0 0\nready   \n`);
  const second = await startEmbedded(options());
  expect(await ask(second, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
});

it("never takes away the file of a server that is just starting", () => {
  const file = join(home.path, "postmaster.pid");
  const left = (content: string, ageMs = 0): boolean => {
    writeFileSync(file, content);
    const at = (Date.now() - ageMs) / 1_000;
    utimesSync(file, at, at);
    dropStalePidFile(home.path);
    return existsSync(file);
  };
  expect(left("")).toBe(true);
  expect(left("", 60_000)).toBe(false);
  expect(left(`${process.ppid}\n/nowhere\n`)).toBe(false);
  // Of one that has ended PostgreSQL itself knows what to think.
  expect(left("4194303\n/nowhere\n")).toBe(true);
  expect(readdirSync(home.path)).toEqual(["postmaster.pid"]);
});

it("is back each time though three processes restart it at once", async () => {
  const users = await Promise.all([held("join"), held("join"), held("join")]);
  const data = join(home.path, "postgres", "data");
  for (let n = 0; n < 8; n += 1) {
    const pid = runningPostmaster(data)?.pid ?? 0;
    process.kill(pid, "SIGKILL");
    await until(() => {
      const now = runningPostmaster(data);
      return now?.ready === true && now.pid !== pid;
    }, "a new server runs");
  }
  expect(await ask(users[0] as Holder, "select 1 as one")).toEqual([{ one: 1 }]);
});

it("says in one line what is wrong with a setting", async () => {
  const start = startEmbedded(options({ shared_buffers: "nonsense" }));
  await expect(start).rejects.toThrow(/^PostgreSQL failed while starting: .*shared_buffers/);
});

it("keeps one server for two that this process opens", async () => {
  const servers: EmbeddedServer[] = [];
  for (let n = 0; n < 2; n += 1) servers.push(await joinOrStart(options()));
  const [first, second] = servers as [EmbeddedServer, EmbeddedServer];
  expect(second.pid).toBe(first.pid);
  await second.stop();
  expect(await ask(first, "select 1 as one")).toEqual([{ one: 1 }]);
  await first.stop();
});

async function answers(db: { query(sql: string): Promise<unknown> }): Promise<boolean> {
  return db.query("select 1").then(
    () => true,
    () => false,
  );
}

it("is kept in the home, or where an unprivileged user can reach it", () => {
  const asRoot = process.getuid?.() === 0;
  expect(placeOf(home.path).folder).toBe(join(home.path, "postgres"));
  chmodSync(home.path, 0o700);
  const hidden = placeOf(home.path);
  expect(hidden.folder.startsWith(home.path)).toBe(!asRoot);
  expect(hidden.note === null).toBe(!asRoot);
});
