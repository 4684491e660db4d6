import { system } from "#app/services/act.server.ts";
import { addStaff } from "#app/services/staff/add-staff.server.ts";
import { complain, needed, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { withRuntime } from "./with-runtime.ts";

const values = ["email", "role", "name", "locale", "portfolio"];

/** `staff add --email --role [--name] [--locale] [--portfolio CODE …]`: the password, once. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = needed(given.value, ["email", "role"]);
  if (!wanted.ok) return complain(wanted.error, json, io);
  const { name, locale } = given.value.option;
  const portfolios = given.value.list("portfolio");
  return withRuntime(io, json, async (runtime) => {
    const added = await addStaff(runtime, system, {
      ...wanted.value,
      ...(name === undefined ? {} : { name }),
      ...(locale === undefined ? {} : { locale }),
      ...(portfolios.length === 0 ? {} : { portfolios }),
    });
    if (!added.ok) {
      const fault = { code: added.error, message: messages[added.error], path: "" };
      return complain(
        fault,
        json,
        io,
        added.error === "email-taken" ? exit.refused : exit.wrongUse,
      );
    }
    const { email, role, password, totpSecret } = added.value;
    if (json) io.out(`${JSON.stringify(added.value)}\n`);
    else io.out(`${role} ${email}\npassword ${password}\nauthenticator key ${totpSecret}\n`);
    return exit.done;
  });
}

const messages = {
  "bad-email": "this is no address",
  "unknown-role": "one of collector, customer-service, supervisor, administrator, auditor",
  "email-taken": "somebody has this address already",
  "password-too-short": "a password has at least 12 characters",
  "unknown-portfolio": "there is no such portfolio",
} as const;
