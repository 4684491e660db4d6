import {
  type Field,
  fieldsOf,
  isAbsent,
  readChoice,
  readShare,
  refuse,
} from "../primitives/reader.ts";
import type { PlanInterest } from "./policy.ts";

const modes = ["frozen", "contract", "reduced", "fee"] as const;

/** Reads how a plan bears interest; each mode takes its own field and no other. */
export function readPlanInterest(field: Field): PlanInterest {
  const fieldOf = fieldsOf(field, ["mode", "annualRate", "feePerInstalment"] as const);
  const mode = readChoice(fieldOf("mode"), modes);
  if (mode !== "reduced") refusePresent(fieldOf("annualRate"), mode);
  if (mode !== "fee") refusePresent(fieldOf("feePerInstalment"), mode);
  switch (mode) {
    case "frozen":
    case "contract":
      return { mode };
    case "reduced":
      return { mode, annualRate: readShare(fieldOf("annualRate")) };
    case "fee":
      return { mode, feePerInstalment: readShare(fieldOf("feePerInstalment")) };
  }
}

function refusePresent(field: Field, mode: string): void {
  if (!isAbsent(field)) refuse(field, "unknown-field", `a ${mode} plan does not have this field`);
}
