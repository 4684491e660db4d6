import process from "node:process";
import { defineConfig } from "prisma/config";

// The native schema engine is fetched from the network unless a file is named here; generating the
// client never runs it, so any file that exists will do. Where the real engine is wanted
// (`prisma migrate deploy`), name it in this variable.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url === undefined ? {} : { datasource: { url } }),
});
