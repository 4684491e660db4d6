import { describe, expect, test } from "vitest";
import { openApi } from "#app/http/api/openapi.server.ts";
import { resources } from "#app/routes/api/resources.server.ts";
import { keyScopes } from "#app/services/staff/create-key.server.ts";

type Json = { readonly [name: string]: unknown };
type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly { name: string; in: string; required: boolean }[];
  readonly responses: Json;
};

const document = openApi(resources, "https://pay.example.com");
const paths = document.paths as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("openapi.json", () => {
  test("is OpenAPI 3.1 and JSON through and through", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  test("names every address of the contract", () => {
    const wanted = [
      ["/accounts/{accountRef}", "put", "get"],
      ["/accounts/batch", "post"],
      ["/accounts/{accountRef}/offers", "get"],
      ["/accounts/{accountRef}/links", "post"],
      ["/links/{id}", "delete"],
      ["/accounts/{accountRef}/payments", "post"],
      ["/payments/{id}/reversal", "post"],
      ["/accounts/{accountRef}/contacts", "post"],
      ["/accounts/{accountRef}/holds", "get", "post"],
      ["/holds/{id}", "delete"],
      ["/plans", "get"],
      ["/plans/{id}", "get"],
      ["/payments", "get"],
      ["/proposals", "get"],
      ["/proposals/{id}", "patch"],
      ["/events", "get"],
      ["/events/ack", "post"],
      ["/events/applied", "post"],
      ["/webhook-endpoints", "get", "post"],
      ["/quotes", "post"],
    ];
    for (const [path = "", ...methods] of wanted) {
      expect([path, ...methods.filter((method) => paths[path]?.[method])]).toEqual([
        path,
        ...methods,
      ]);
    }
  });

  test("gives each operation a name of its own and every parameter of its address", () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const told = (operation.parameters ?? []).filter((one) => one.in === "path");
      expect(told.map((one) => one.name)).toEqual(inPath);
    }
  });

  test("asks for an Idempotency-Key on every POST but /quotes", () => {
    for (const { path, method, operation } of operations) {
      const key = operation.parameters?.find((one) => one.name === "Idempotency-Key");
      const expected = method === "post" && path !== "/quotes";
      expect([path, method, key?.required === true]).toEqual([path, method, expected]);
    }
  });

  test("refers to nothing that is not there", () => {
    const text = JSON.stringify(document);
    const { schemas, responses } = document.components as Record<string, Json>;
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBe(text.split('"$ref"').length - 1);
    for (const [, kind, name = ""] of references) {
      expect((kind === "schemas" ? schemas : responses)?.[name], name).toBeDefined();
    }
  });

  test("leaves no scope unused", () => {
    const used = new Set(
      resources.flatMap(({ methods }) => Object.values(methods).map((one) => one.scope)),
    );
    expect(keyScopes.filter((scope) => !used.has(scope))).toEqual([]);
  });
});
