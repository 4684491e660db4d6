import "./node-version.mjs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { built } from "./paths.mjs";
import { fail, Stop } from "./say.mjs";

/* npm run start, npm run worker: one process of what `npm run build` made. */
process.env.NODE_ENV ??= "production";
const program = join(built, "bin", `${process.argv[2]}.js`);
if (existsSync(program)) await import(pathToFileURL(program).href);
else fail(new Stop("Nothing is built yet: run `npm run build` first."));
