import type { Result } from "#app/domain/primitives/result.ts";
import type { Life } from "./life.ts";
import type { Words } from "./phrase.ts";

/** Does what a sentence says; the reason when it is refused. */
export type Run = (life: Life, words: Words) => Promise<string | null>;

/** Why something was refused, in the key that pages and callers read; null: it was done. */
export function refusal(done: Result<unknown, unknown>): string | null {
  if (done.ok) return null;
  const { error } = done;
  if (typeof error === "string") return error;
  return (error as { readonly reason?: string }).reason ?? JSON.stringify(error);
}
