import "./node-version.mjs";

/* npm run -s portal -- COMMAND: finds or makes the bundle of the commands and runs one of them. */
try {
  const { joinDemo } = await import("./join-demo.mjs");
  const { cliBundle } = await import("./cli-bundle.mjs");
  const { main } = await import(await cliBundle());
  joinDemo();
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { existsSync } = await import("node:fs");
  const { root } = await import("./paths.mjs");
  const { explain, fail, Stop } = await import("./say.mjs");
  if (process.argv.includes("--json")) {
    // Whoever reads one document gets one, whatever went wrong.
    const message = explain(error) ?? (error instanceof Error ? error.message : String(error));
    process.stdout.write(`${JSON.stringify({ error: { code: "internal", message, path: "" } })}\n`);
  }
  const bare = !existsSync(`${root}/node_modules/.package-lock.json`);
  fail(bare ? new Stop("The packages are not installed yet: run `npm ci` first.") : error);
}
