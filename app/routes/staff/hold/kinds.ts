import { holdKinds } from "#app/domain/holds/hold.ts";

/** The hold of a plan comes with its signature alone. */
export const staffHoldKinds = holdKinds.filter((kind) => kind !== "agreed-plan");
