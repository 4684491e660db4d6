import { z } from "zod";
import { apiRoot } from "./find.server.ts";
import type { ApiMethod, Operation, Resource } from "./operation.server.ts";

type Json = Record<string, unknown>;

/** The API as OpenAPI 3.1 has it, made from the very forms that requests are read by. */
export function openApi(resources: readonly Resource[], origin: string): Json {
  const schemas: Json = {};
  const paths: Json = {};
  for (const { path, methods } of resources) {
    const entries = Object.entries(methods) as [ApiMethod, Operation][];
    paths[path] = Object.fromEntries(
      entries.map(([method, one]) => [
        method.toLowerCase(),
        operationOf(path, method, one, schemas),
      ]),
    );
  }
  schemas.Problem = problemSchema;
  return {
    openapi: "3.1.0",
    info: {
      title: "Evenkeel",
      version: "1.0.0",
      description: "Accounts in, facts out. Amounts are text in major units; dates YYYY-MM-DD.",
    },
    servers: [{ url: `${origin}${apiRoot}` }],
    security: [{ key: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      responses: { Problem: problemAnswer },
    },
  };
}

const problemAnswer = {
  description: "Refused (RFC 9457).",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", description: "Stable; what programs look at." },
    detail: { type: "string" },
    path: { type: "string", description: "Where in the document or the query." },
    errors: { type: "array", items: { type: "object" } },
    instance: { type: "string" },
  },
};

function operationOf(path: string, method: ApiMethod, one: Operation, schemas: Json): Json {
  const body = requestBody(one, schemas);
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => pathParameter(name ?? "")),
    ...queryParameters(one, schemas),
    ...idempotencyKey(method, one),
  ];
  const answers = Object.entries(one.answers).map(([status, form]) => [
    status,
    form === null ? { description: "Done." } : answerOf(form, schemas),
  ]);
  return {
    operationId: one.id,
    summary: one.summary,
    ...(one.scope === null ? { security: [] } : { "x-scope": one.scope }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === null ? {} : { requestBody: body }),
    responses: {
      ...Object.fromEntries(answers),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function pathParameter(name: string): Json {
  const schema = name === "id" ? { type: "string", format: "uuid" } : { type: "string" };
  return { name, in: "path", required: true, schema };
}

function queryParameters({ query }: Operation, schemas: Json): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, schemas) as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function idempotencyKey(method: ApiMethod, { idempotency }: Operation): Json[] {
  if (idempotency === "none" || !["POST", "PUT", "PATCH"].includes(method)) return [];
  const schema = { type: "string", minLength: 1, maxLength: 255 };
  return [{ name: "Idempotency-Key", in: "header", required: method === "POST", schema }];
}

function requestBody({ body, ndjson, mayBeEmpty }: Operation, schemas: Json): Json | null {
  const form = body ?? ndjson;
  if (form === undefined) return null;
  const type = ndjson === undefined ? "application/json" : "application/x-ndjson";
  return {
    required: mayBeEmpty !== true,
    content: { [type]: { schema: schemaOf(form, schemas) } },
  };
}

function answerOf(form: z.ZodType, schemas: Json): Json {
  const schema = schemaOf(form, schemas);
  const type = String(schema.contentMediaType ?? "application/json");
  return { description: "Done.", content: { [type]: { schema } } };
}

/** The JSON Schema of a form; those with a name of their own stand once, under components. */
function schemaOf(form: z.ZodType, schemas: Json): Json {
  const made = z.toJSONSchema(form, { io: "input", unrepresentable: "any" });
  const { $schema: _, $defs, ...own } = moved(made) as Json;
  Object.assign(schemas, $defs);
  if (typeof own.id !== "string") return own;
  const { id, ...named } = own;
  schemas[id] = named;
  return { $ref: `#/components/schemas/${id}` };
}

/** Points references at the components, and takes names out of the definitions under them. */
function moved(value: unknown, under = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    if (name === "$ref") return [[name, String(part).replace("#/$defs/", "#/components/schemas/")]];
    if (name === "id" && under === "$defs" && typeof part === "string") return [];
    return [[name, moved(part, under === "" && name === "$defs" ? "defs" : (next[under] ?? "-"))]];
  });
  return Object.fromEntries(entries);
}

/** A definition's own fields stand one step below the list of definitions. */
const next: Readonly<Record<string, string>> = { defs: "$defs" };
