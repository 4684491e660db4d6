import { readFileSync } from "node:fs";
import { isPreset } from "#app/domain/policy/presets.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { system } from "#app/services/act.server.ts";
import { addPortfolio } from "#app/services/portfolios/add-portfolio.server.ts";
import { type CommandFault, complain, needed, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { withRuntime } from "./with-runtime.ts";

const flags = ["code-always"];
const options = ["name", "currency", "locale", "time-zone", "policy"] as const;

/**
 * `portfolio add CODE --name --currency --locale --time-zone --policy PRESET|FILE [--brand FILE]
 * [--methods card,alipay,wechat_pay] [--code-always]`
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: [...options, "brand", "methods"], flags }, 1);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = needed(given.value, options);
  if (!wanted.ok) return complain(wanted.error, json, io);
  const policy = policyOf(wanted.value.policy);
  if (!policy.ok) return complain(policy.error, json, io);
  const brand = given.value.option.brand;
  const said = brand === undefined ? ok({}) : jsonFile(brand, "brand");
  if (!said.ok) return complain(said.error, json, io);
  const { name, currency, locale } = wanted.value;
  const methods = given.value.option.methods;
  return withRuntime(io, json, async (runtime) => {
    const added = await addPortfolio(runtime, system, {
      code: given.value.files[0] as string,
      name,
      currency,
      locale,
      timeZone: wanted.value["time-zone"],
      policy: policy.value,
      brand: said.value as object,
      ...(methods === undefined ? {} : { paymentMethods: methods.split(",") }),
      codeAlways: given.value.option["code-always"] === "true",
    });
    if (!added.ok) {
      const taken = added.error.code === "code-taken";
      return complain(added.error, json, io, taken ? exit.refused : exit.wrongUse);
    }
    const { id, code, policyId, paymentMethods } = added.value;
    const shown = { id, code, name, currency, locale, policyId, paymentMethods };
    if (json) io.out(`${JSON.stringify(shown)}\n`);
    else io.out(`Portfolio ${code} added: ${name}, ${currency}, policy ${policyId}\n`);
    return exit.done;
  });
}

/** A preset by its name, else a file with a policy document. */
function policyOf(text: string): Result<unknown, CommandFault> {
  return isPreset(text) ? ok(text) : jsonFile(text, "policy");
}

/** A JSON document from a file that an option names. */
export function jsonFile(path: string, option: string): Result<unknown, CommandFault> {
  try {
    return ok(JSON.parse(readFileSync(path, "utf8")) as unknown);
  } catch (error) {
    const syntax = error instanceof SyntaxError;
    const code = syntax ? "not-json" : "file-not-readable";
    const message = syntax ? `${path} is not JSON` : `cannot read ${path}`;
    return err({ code, message, path: option });
  }
}
