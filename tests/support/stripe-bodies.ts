import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

type Body = { [field: string]: unknown };

/** The schema that app/simulators/stripe/schema/generate.ts made from the SDK's types. */
export const schema = JSON.parse(
  readFileSync(new URL("../../app/simulators/stripe/schema/bodies.json", import.meta.url), "utf8"),
) as { sdk: string; api: string; bodies: Record<string, Body>; definitions: Body };

const { bodies, definitions } = schema;
const lean = { code: { optimize: false }, inlineRefs: false, validateSchema: false } as const;
const ajv = new Ajv({ ...lean, allErrors: true, allowUnionTypes: true, strict: false });
ajv.addSchema({ $id: "stripe", bodies, definitions });
const checks = new Map<string, ValidateFunction>();

/** What stands behind Stripe's own page, which its CLI uses and its SDK does not know. */
const untyped = new Set(["payment_page"]);

/** What is wrong with a body by the SDK's own types; empty when nothing is. */
export function faultsOf(body: Body): string[] {
  const kind = "error" in body ? "error" : String(body.object);
  if (untyped.has(kind)) return [];
  const check = checkOf(kind);
  if (!check) return [`no schema for ${kind}`];
  const own = check(structuredClone(body)) ? [] : (check.errors ?? []);
  const faults = own.map(({ instancePath, message, params }) =>
    [kind, instancePath, message, JSON.stringify(params)].join(" "),
  );
  return [...faults, ...carried(body).flatMap(faultsOf)];
}

function checkOf(kind: string): ValidateFunction | undefined {
  const known = checks.get(kind);
  if (known || !Object.hasOwn(bodies, kind)) return known;
  const made = ajv.compile({ $ref: `stripe#/bodies/${kind}` });
  checks.set(kind, made);
  return made;
}

/** The objects of a list, the object of an event. */
function carried(body: Body): Body[] {
  if (body.object === "list") return body.data as Body[];
  if (body.object === "event") return [(body.data as { object: Body }).object];
  return [];
}

/** Keeps every body that a simulator sends, to be checked once nobody waits for an answer. */
export function bodyWitness(): {
  see(what: string, body: string): void;
  faults(): string[];
} {
  const seen = new Map<string, string>();
  return {
    see: (what, body) => {
      seen.set(body, what);
    },
    faults: () =>
      [...seen].flatMap(([body, what]) =>
        faultsOf(JSON.parse(body)).map((fault) => `${what}: ${fault}`),
      ),
  };
}
