import { policyDocument } from "#app/domain/policy/write-policy.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { portfolioOf } from "./run-import.ts";
import { withRuntime } from "./with-runtime.ts";

/** `policy show CODE`: the policy in force of a portfolio, as a document. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, {}, 1);
  if (!given.ok) return complain(given.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const portfolio = await portfolioOf(runtime, given.value.files[0] ?? "");
    if (!portfolio.ok) return complain(portfolio.error, json, io, exit.refused);
    const document = policyDocument(portfolio.value.policy);
    io.out(`${json ? JSON.stringify(document) : JSON.stringify(document, null, 2)}\n`);
    return exit.done;
  });
}
