import { setTimeout as sleep } from "node:timers/promises";
import {
  findReserved,
  type KeptRequest,
  keepAnswer,
  releaseKey,
  reserveKey,
  takeOverKey,
} from "#app/db/stores/idempotency.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { KeyActor } from "../actor.ts";
import type { Runtime, SealBinding } from "../ports.ts";

/** An answer that is kept, and given again to the letter. */
export interface KeptAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of a body that was read as a stream, in hex. */
  readonly stream?: string;
}

export interface OnceRequest {
  readonly actor: KeyActor;
  readonly key: string;
  /** Method, address and body: what makes two requests the same. */
  readonly parts: readonly string[];
}

export type OnceFault = "other-parameters" | "in-flight";

/** For so long the second of two requests at once waits for the first. */
const patienceMs = 5_000;
/** Nothing here takes so long: whoever claimed a key before has died. */
const longestMs = 60_000;

/**
 * Does a thing once per Idempotency-Key: whoever comes again with the same parameters gets the
 * same answer. `act` answers null for what changed nothing and need not be kept. The kept answer
 * is sealed, for it may hold a link or a secret.
 */
export async function answerOnce(
  runtime: Runtime,
  request: OnceRequest,
  act: () => Promise<{ readonly answer: KeptAnswer; readonly keep: boolean }>,
): Promise<Result<{ readonly answer: KeptAnswer; readonly replayed: boolean }, OnceFault>> {
  const fingerprint = runtime.sealer.mac("idempotency", ...request.parts);
  const claim = await claimKey(runtime, request, fingerprint);
  if (!claim.ok) return claim;
  if (claim.value !== null) return ok({ answer: claim.value, replayed: true });
  const { db } = runtime;
  const { actor, key } = request;
  try {
    const { answer, keep } = await act();
    if (keep) {
      const sealed = runtime.sealer.seal(binding(request), answer);
      await keepAnswer(db, actor.keyId, key, answer.status, sealed.toString("base64"));
    } else await releaseKey(db, actor.keyId, key);
    return ok({ answer, replayed: false });
  } catch (error) {
    await releaseKey(db, actor.keyId, key).catch(() => {});
    throw error;
  }
}

/** The answer of an earlier request; null when the key is ours to act under. */
async function claimKey(
  runtime: Runtime,
  request: OnceRequest,
  fingerprint: Buffer,
): Promise<Result<KeptAnswer | null, OnceFault>> {
  const { db, clock } = runtime;
  const { actor, key } = request;
  const now = new Date(clock.now());
  if (await reserveKey(db, actor.keyId, key, fingerprint, now)) return ok(null);
  const kept = await waitForAnswer(runtime, request, fingerprint);
  if (kept !== null && !kept.fingerprint.equals(fingerprint)) return err("other-parameters");
  if (kept !== null && kept.status !== null) return ok(openAnswer(runtime, request, kept));
  const died = new Date(clock.now() - longestMs);
  const mine =
    kept === null
      ? await reserveKey(db, actor.keyId, key, fingerprint, now)
      : await takeOverKey(db, actor.keyId, key, died, now);
  return mine ? ok(null) : err("in-flight");
}

async function waitForAnswer(
  runtime: Runtime,
  { actor, key }: OnceRequest,
  fingerprint: Buffer,
): Promise<KeptRequest | null> {
  for (let waitedMs = 0; ; waitedMs += 50) {
    const kept = await findReserved(runtime.db, actor.keyId, key);
    if (kept === null || kept.status !== null || waitedMs >= patienceMs) return kept;
    const died = kept.createdAt.getTime() < runtime.clock.now() - longestMs;
    if (died || !kept.fingerprint.equals(fingerprint)) return kept;
    await sleep(50);
  }
}

function openAnswer(runtime: Runtime, request: OnceRequest, kept: KeptRequest): KeptAnswer {
  const sealed = Buffer.from(kept.body ?? "", "base64");
  return runtime.sealer.open<KeptAnswer>(binding(request), sealed);
}

function binding({ actor, key }: OnceRequest): SealBinding {
  return { portfolioId: actor.keyId, table: "idempotency_key", id: key };
}
