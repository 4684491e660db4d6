import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** `on`: in force, or the closest. `attention`: a date that runs. Never a judgement of a person. */
export function Tag({ tone, children }: { tone?: "on" | "attention"; children: ReactNode }) {
  const look = classes("tag", tone === "on" && "on", tone === "attention" && "attn");
  return <span className={look}>{children}</span>;
}
