import { z } from "zod";

const intents = [
  "own",
  "disown",
  "close",
  "decide",
  "yes",
  "no",
  "write-off",
  "loss-yes",
  "loss-no",
] as const;
const text = z.string().trim().max(500, "too-long").optional();

/** Everything that the page of a difference sends; what each intent needs is asked for. */
export const breakForm = z
  .object({
    intent: z.enum(intents, "choose"),
    reason: text,
    act: z.enum(["release", "return", "move"]).optional(),
    accountRef: text,
    note: text,
  })
  .superRefine(({ intent, reason, act, accountRef, note }, context) => {
    const need = (path: string, message: string) =>
      context.addIssue({ code: "custom", message, path: [path] });
    if (intent === "close" && !reason) need("reason", "required");
    if (intent === "write-off" && !note) need("note", "required");
    if (intent === "decide" && act === undefined) need("act", "choose");
    if (intent === "decide" && act === "release" && !accountRef) need("accountRef", "required");
  });
