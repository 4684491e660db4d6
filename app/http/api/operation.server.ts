import type { z } from "zod";
import { err, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "#app/services/actor.ts";
import type { Runtime } from "#app/services/ports.ts";
import type { KeyScope } from "#app/services/staff/create-key.server.ts";
import { type Problem, problem } from "./problem.server.ts";

export type ApiMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** HEAD asks what GET would say. */
export function methodOf(request: Request): ApiMethod {
  return (request.method === "HEAD" ? "GET" : request.method) as ApiMethod;
}

/** What an address of the API answers to each method, for requests and for OpenAPI. */
export interface Resource {
  /** As OpenAPI writes it, below /api/v1: "/accounts/{accountRef}". */
  readonly path: string;
  readonly methods: Partial<Readonly<Record<ApiMethod, Operation>>>;
}

/** Whose request it is, and what it says, checked. */
export interface Call<Query, Body> {
  readonly runtime: Runtime;
  readonly actor: KeyActor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /**
   * Names this act for ever when the request had an Idempotency-Key: what is written under it is
   * written once, even if the first answer was lost.
   */
  readonly once: string | null;
  /** The body as it comes, for operations that take lines. */
  readonly lines: ReadableStream<Uint8Array> | null;
}

/** What a request is answered with; `body` is JSON, or the bytes of a file. */
export interface Answer {
  readonly status: 200 | 201 | 204;
  readonly body?: unknown;
  readonly file?: { readonly bytes: Uint8Array; readonly type: string; readonly name: string };
  readonly headers?: Readonly<Record<string, string>>;
}

export type Outcome = Result<Answer, Problem>;

export interface OperationSpec<Query, Body> {
  readonly id: string;
  readonly summary: string;
  /** Null: no key is needed. */
  readonly scope: KeyScope | null;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** A request without any body means an empty object. */
  readonly mayBeEmpty?: boolean;
  /** Lines of JSON instead of a body, as a stream. */
  readonly ndjson?: z.ZodType;
  /** Absent: required on POST, optional on PUT and PATCH. */
  readonly idempotency?: "none";
  /** Form of each answer; null: without a body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  run(call: Call<Query, Body>): Promise<Outcome>;
}

/** An operation with its forms closed in: it reads what it is given, then acts. */
export interface Operation extends Omit<OperationSpec<unknown, unknown>, "run"> {
  answer(call: Call<unknown, unknown>): Promise<Outcome>;
}

export function operation<Query = undefined, Body = undefined>(
  spec: OperationSpec<Query, Body>,
): Operation {
  const { run, ...open } = spec;
  return {
    ...open,
    async answer(call) {
      const query = readForm(spec.query, call.query, "query");
      if (!query.ok) return query;
      const body = readForm(spec.body, call.body, "");
      if (!body.ok) return body;
      return run({ ...call, query: query.value as Query, body: body.value as Body });
    },
  };
}

/** A value as its form says, or a problem with the place and code of every fault. */
export function readForm(
  form: z.ZodType | undefined,
  value: unknown,
  root: string,
): Result<unknown, Problem> {
  if (form === undefined) return { ok: true, value: undefined };
  const parsed = form.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors = parsed.error.issues.slice(0, 20).flatMap((issue) => faultsOf(issue, root));
  const [first] = errors;
  return err(
    problem(422, first?.code ?? "invalid", parsed.error.issues[0]?.message ?? "Not valid.", {
      path: first?.path ?? root,
      errors,
    }),
  );
}

/** Our own checks put their code into `params`; zod's are named by what is wrong. */
function faultsOf(issue: z.core.$ZodIssue, root: string) {
  const path = pathOf(issue.path, root);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, 20).map((key) => ({
      path: pathOf([...issue.path, key.slice(0, 100)], root),
      code: "unknown-field",
    }));
  }
  const own = issue.code === "custom" ? issue.params?.code : undefined;
  return [{ path, code: typeof own === "string" ? own : (codes[issue.code] ?? "invalid") }];
}

const codes: Readonly<Record<string, string>> = {
  invalid_type: "wrong-type",
  invalid_format: "wrong-form",
  invalid_value: "unknown-value",
  too_big: "too-large",
  too_small: "too-small",
};

function pathOf(path: readonly PropertyKey[], root: string): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, root);
}
