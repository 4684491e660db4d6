import { system } from "#app/services/act.server.ts";
import { createKey, keyScopes } from "#app/services/staff/create-key.server.ts";
import { complain, needed, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { withRuntime } from "./with-runtime.ts";

/** `keys create --name --scope SCOPE … [--portfolio CODE …]`: the key, once. `*`: every scope. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: ["name", "scope", "portfolio"] }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = needed(given.value, ["name", "scope"]);
  if (!wanted.ok) return complain(wanted.error, json, io);
  const scopes = given.value.list("scope").flatMap((text) => text.split(/[\s,]+/));
  const portfolios = given.value.list("portfolio");
  return withRuntime(io, json, async (runtime) => {
    const created = await createKey(runtime, system, {
      name: wanted.value.name,
      scopes,
      ...(portfolios.length === 0 ? {} : { portfolios }),
    });
    if (!created.ok) {
      return complain(
        { code: created.error, message: messages[created.error], path: "" },
        json,
        io,
      );
    }
    if (json) io.out(`${JSON.stringify(created.value)}\n`);
    else io.out(`${created.value.key}\n`);
    return exit.done;
  });
}

const messages = {
  "bad-name": "a name has 1 to 100 characters",
  "unknown-scope": `of ${keyScopes.join(", ")}, or *`,
  "unknown-portfolio": "there is no such portfolio",
  "key-taken": "this very key is there already",
} as const;
