import { createHash, type Hash } from "node:crypto";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "#app/services/actor.ts";
import { answerOnce, type KeptAnswer } from "#app/services/keys/answer-once.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { checkType, readBytes, readJson, readQuery } from "./body.server.ts";
import { isKnown, tagOf } from "./etag.server.ts";
import { type Answer, methodOf, type Operation } from "./operation.server.ts";
import { type Problem, problem } from "./problem.server.ts";

/** A request of somebody who may ask it. */
export interface Asked {
  readonly runtime: Runtime;
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly operation: Operation;
  readonly actor: KeyActor;
}

/** Reads the body, acts (once, when the request names itself), and answers. */
export async function act(asked: Asked): Promise<Result<Response, Problem>> {
  const { request, operation } = asked;
  const method = methodOf(request);
  const key = request.headers.get("idempotency-key");
  if (method === "POST" && operation.idempotency !== "none" && key === null) {
    const detail = "Send an Idempotency-Key, a text of your own that names this act.";
    return err(problem(400, "idempotency-key-missing", detail));
  }
  const mayHaveKey = ["POST", "PUT", "PATCH"].includes(method) && operation.idempotency !== "none";
  if (key !== null && mayHaveKey) {
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
      const detail = "An Idempotency-Key has 1 to 255 visible ASCII characters.";
      return err(problem(400, "idempotency-key-malformed", detail));
    }
    return actOnce(asked, key);
  }
  const body = await bodyOf(asked);
  if (!body.ok) return body;
  const outcome = await run(asked, body.value, null, request.body);
  return outcome.ok ? ok(answerResponse(request, outcome.value)) : outcome;
}

/** No type is registered for lines of JSON: the first is what most call it, and what we say. */
const ndjsonTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl"] as const;

interface Body {
  readonly bytes: Buffer;
  readonly value: unknown;
}

async function bodyOf({ request, operation }: Asked): Promise<Result<Body, Problem>> {
  const none = { bytes: Buffer.alloc(0), value: undefined };
  if (operation.ndjson !== undefined) {
    const type = checkType(request, ...ndjsonTypes);
    return type === null ? ok(none) : err(type);
  }
  if (operation.body === undefined) return ok(none);
  const isBare = operation.mayBeEmpty === true && !request.headers.has("content-type");
  const isEmpty = operation.mayBeEmpty === true && request.headers.get("content-length") === "0";
  const type = isBare || isEmpty ? null : checkType(request, "application/json");
  if (type !== null) return err(type);
  const bytes = await readBytes(request);
  if (!bytes.ok) return bytes;
  if ((isBare || isEmpty) && bytes.value.length === 0) return ok({ ...none, value: {} });
  const value = readJson(bytes.value);
  return value.ok ? ok({ bytes: bytes.value, value: value.value }) : value;
}

function run(
  asked: Asked,
  body: Body,
  once: string | null,
  lines: ReadableStream<Uint8Array> | null,
) {
  const { runtime, actor, params, request, operation } = asked;
  const query = readQuery(new URL(request.url));
  return operation.answer({ runtime, actor, params, query, body: body.value, once, lines });
}

async function actOnce(asked: Asked, key: string): Promise<Result<Response, Problem>> {
  const { runtime, request, actor } = asked;
  const body = await bodyOf(asked);
  if (!body.ok) return body;
  const { pathname, search } = new URL(request.url);
  const parts = [request.method, pathname + search, body.value.bytes.toString("base64")];
  // A stream is not known before it has been read: what it was is kept with the answer.
  const hash = createHash("sha256");
  const lines = asked.operation.ndjson && request.body ? hashing(request.body, hash) : null;
  let refused: Problem | null = null;
  const answered = await answerOnce(runtime, { actor, key, parts }, async () => {
    const outcome = await run(asked, body.value, `${actor.keyId}:${key}`, lines);
    if (!outcome.ok) refused = outcome.error;
    const answer = outcome.ok ? outcome.value : ({ status: 204 } as const);
    if (lines !== null) await drain(lines);
    return { answer: { ...kept(answer), stream: hash.digest("hex") }, keep: outcome.ok };
  });
  if (refused !== null) return err(refused);
  if (!answered.ok) return err(onceProblems[answered.error]);
  const { answer, replayed } = answered.value;
  if (replayed && lines !== null) {
    await drain(lines);
    if (hash.digest("hex") !== answer.stream) return err(onceProblems["other-parameters"]);
  }
  const headers = new Headers(answer.headers);
  if (replayed) headers.set("Idempotent-Replayed", "true");
  const text = answer.status === 204 ? null : answer.text;
  return ok(new Response(text, { status: answer.status, headers }));
}

function hashing(stream: ReadableStream<Uint8Array>, hash: Hash): ReadableStream<Uint8Array> {
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        hash.update(chunk);
        out.enqueue(chunk);
      },
    }),
  );
}

async function drain(stream: ReadableStream<Uint8Array>): Promise<void> {
  const reader = stream.getReader();
  while (!(await reader.read()).done);
}

const onceProblems = {
  "other-parameters": problem(
    422,
    "idempotency-key-reused",
    "This Idempotency-Key was used with another request.",
  ),
  "in-flight": problem(409, "idempotency-in-flight", "The first of these requests is not done.", {
    headers: { "Retry-After": "1" },
  }),
} as const;

const jsonType = { "Content-Type": "application/json; charset=utf-8" };

function kept({ status, body, headers }: Answer): KeptAnswer {
  return { status, text: textOf(body), headers: { ...jsonType, ...headers } };
}

const textOf = (body: unknown): string => `${JSON.stringify(body ?? null)}\n`;

/** Reads carry a tag; asked with it, they answer that nothing has changed. */
function answerResponse(request: Request, { status, body, file, headers }: Answer): Response {
  if (status === 204) return new Response(null, { status, headers });
  const content = file === undefined ? textOf(body) : file.bytes;
  const all = new Headers(file === undefined ? jsonType : { "Content-Type": file.type });
  if (file) all.set("Content-Disposition", `attachment; filename="${file.name}"`);
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value);
  if (methodOf(request) !== "GET") return new Response(bytesOf(content), { status, headers: all });
  const tag = tagOf(content);
  all.set("ETag", tag);
  all.set("Cache-Control", "private, no-cache");
  if (isKnown(request, tag)) {
    all.delete("Content-Type");
    return new Response(null, { status: 304, headers: all });
  }
  return new Response(bytesOf(content), { status, headers: all });
}

const bytesOf = (content: string | Uint8Array): BodyInit =>
  typeof content === "string" ? content : new Uint8Array(content);
