import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { readMigrations } from "#app/db/migrate.server.ts";

/**
 * SQL that brings the database at `url` to prisma/schema.prisma; empty when they agree. Triggers,
 * CHECKs, partial and expression indexes are invisible to it: those live in hand-written SQL.
 */
export async function schemaDiff(url: string, root: string): Promise<string> {
  const schema = { path: "schema.prisma", content: readText(root, "schema.prisma") };
  const { stdout } = await withEngine(url, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files: [schema], configDir: root },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: null,
      filters: noFilters,
    }),
  );
  return withoutEmpty(stdout ?? "");
}

/** What Prisma thinks of the database's history; `history: null` and empty lists: all is well. */
export function migrationHistory(url: string, root: string) {
  return withEngine(url, (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir: join(root, "prisma", "migrations"),
        lockfile: {
          path: "migration_lock.toml",
          content: readText(root, join("migrations", "migration_lock.toml")),
        },
        shadowDbInitScript: "",
        migrationDirectories: readMigrations(root).map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
        })),
      },
      optInToShadowDatabase: false,
      filters: noFilters,
    }),
  );
}

const noFilters = { externalTables: [], externalEnums: [] };

/** The engine needs no network. It leaves a timer of ten seconds behind. */
async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const pool = new pg.Pool({ connectionString: url });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new CharAwareAdapter(pool));
    return await work(await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter));
  } finally {
    await pool.end();
  }
}

/**
 * The engine reads system tables with columns of type "char", which the adapter does not know: they
 * pass it as text and get their type back behind it.
 */
class CharAwareAdapter extends PrismaPg {
  readonly #chars = new AsyncLocalStorage<Set<number>>();

  constructor(pool: pg.Pool) {
    super(pool);
    const ask = pool.query.bind(pool) as (query: unknown) => Promise<pg.QueryResult>;
    const disguised = async (query: unknown): Promise<pg.QueryResult> => {
      const result = await ask(query);
      result.fields.forEach((field, index) => {
        if (field.dataTypeID !== pg.types.builtins.CHAR) return;
        field.dataTypeID = pg.types.builtins.TEXT;
        this.#chars.getStore()?.add(index);
      });
      return result;
    };
    Object.assign(pool, { query: disguised });
  }

  override async connect() {
    const adapter = await super.connect();
    const ask = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (query) => {
      const chars = new Set<number>();
      return this.#chars.run(chars, async () => {
        const set = await ask(query);
        const columnTypes = set.columnTypes.map((type, index) =>
          chars.has(index) ? ColumnTypeEnum.Character : type,
        );
        return { ...set, columnTypes };
      });
    };
    return adapter;
  }
}

const readText = (root: string, file: string): string =>
  readFileSync(join(root, "prisma", file), "utf8");

let loading: ReturnType<typeof instantiate> | null = null;

/** One instance a process: a second would lose the glue's hold on the first. */
const loadEngine = (): ReturnType<typeof instantiate> => {
  loading ??= instantiate();
  return loading;
};

/** The package expects a bundler to load its WebAssembly: Node 20 has to be told how. */
async function instantiate() {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  // A defect of the engine ends in a text left here.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  return glue;
}

const withoutEmpty = (sql: string): string =>
  /^\s*-- This is an empty migration\.\s*$/.test(sql) ? "" : sql.trim();
