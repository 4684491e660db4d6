import type { Field } from "./field.ts";

/** Whether a time lies in the range of a parameter such as `created`; any does without one. */
export function createdWithin(field: Field): (created: number) => boolean {
  if (!field.present) return () => true;
  if (typeof field.value === "string") {
    const exact = field.integer();
    return (created) => created === exact;
  }
  field.allow("gt", "gte", "lt", "lte");
  const bound = (name: string): number | null => field.get(name).integer();
  const [gt, gte, lt, lte] = [bound("gt"), bound("gte"), bound("lt"), bound("lte")];
  return (created) =>
    (gt === null || created > gt) &&
    (gte === null || created >= gte) &&
    (lt === null || created < lt) &&
    (lte === null || created <= lte);
}
