import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateSchema, getProgramFromFiles } from "typescript-json-schema";

/**
 * Writes bodies.json from the installed SDK's own types, so that the simulator cannot answer what
 * Stripe would not: `node --import tsx app/simulators/stripe/schema/generate.ts`. With `--check`
 * nothing is written, and a difference is a failure.
 */
type Node = { [key: string]: unknown };

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const target = new URL("./bodies.json", import.meta.url);
const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");

function main(): void {
  const program = getProgramFromFiles(
    [fileURLToPath(new URL("./bodies.ts", import.meta.url))],
    {
      strict: true,
      target: "ES2022",
      module: "ESNext",
      moduleResolution: "Bundler",
      types: ["node"],
      skipLibCheck: true,
    },
    root,
  );
  const raw = generateSchema(program, "Bodies", {
    required: true,
    strictNullChecks: true,
    ignoreErrors: true,
    noExtraProps: true,
    aliasRef: false,
  });
  if (!raw?.definitions || !raw.properties) throw new Error("no schema came out");
  const served = new Set(Object.keys(raw.properties));
  const definitions: Node = {};
  for (const [name, definition] of Object.entries(raw.definitions)) {
    definitions[name] = isUnserved(definition as Node, served) ? { not: {} } : patch(definition);
  }
  definitions.Decimal = { type: "string" };
  const text = schemaText(patch(raw.properties) as Node, definitions);
  if (!process.argv.includes("--check")) writeFileSync(target, text);
  else if (readFileSync(target, "utf8") !== text) {
    throw new Error("bodies.json is not what the installed SDK's types give: generate it again");
  }
}

/** An object of Stripe's that the simulator never serves may not appear inside another. */
function isUnserved(definition: Node, served: Set<string>): boolean {
  const tag = (definition.properties as Record<string, Node> | undefined)?.object?.const;
  return typeof tag === "string" && !served.has(tag) && tag !== "list" && tag !== "event";
}

/**
 * Drops prose; takes the open arm off enumerations, so that a value the SDK does not know fails;
 * `void` (an empty anyOf) admits nothing.
 */
function patch(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(patch);
  if (value === null || typeof value !== "object") return value;
  const node = value as Node;
  const out: Node = {};
  for (const [key, item] of Object.entries(node)) {
    if (key === "description" && typeof item === "string") continue;
    if (key === "anyOf" && Array.isArray(item)) Object.assign(out, patchArms(item as Node[]));
    else out[key] = patch(item);
  }
  return out;
}

function patchArms(arms: Node[]): Node {
  if (arms.length === 0) return { not: {} };
  const closed = arms.filter((arm) => arm.$ref !== "#/definitions/OtherString");
  return { anyOf: (closed.length > 0 ? closed : [{ type: "string" }]).map(patch) };
}

/** Only the definitions that a body can reach, one on each line. */
function schemaText(properties: Node, definitions: Node): string {
  const reached = new Set<string>();
  const visit = (value: unknown): void => {
    for (const match of JSON.stringify(value).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      const name = decodeURIComponent(match[1] as string);
      if (reached.has(name)) continue;
      reached.add(name);
      visit(definitions[name]);
    }
  };
  visit(properties);
  const lines = (entries: Node, names: string[]): string =>
    names
      .map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(entries[name])}`)
      .join(",\n");
  const sdk = (JSON.parse(read("node_modules/stripe/package.json")) as { version: string }).version;
  const api = /"([^"]+)"/.exec(read("node_modules/stripe/esm/apiVersion.d.ts"))?.[1];
  return (
    `{\n  "sdk": "${sdk}",\n  "api": "${api}",\n  "bodies": {\n${lines(properties, Object.keys(properties))}\n  },\n` +
    `  "definitions": {\n${lines(definitions, [...reached].sort())}\n  }\n}\n`
  );
}

main();
