/** One thing that is known of a difference. */
export interface DetailLine {
  /** Its path in the stored detail: "found.currency". */
  readonly name: string;
  readonly value: string;
}

const most = 40;

/**
 * What was stored with a break, flat, in its own order; empty values are left out. Names are the
 * machine's, for the words of the kind say what they mean.
 */
export function detailLines(detail: unknown): readonly DetailLine[] {
  const lines: DetailLine[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (value === null || value === undefined || value === "") return;
    if (typeof value !== "object") lines.push({ name: path.join("."), value: String(value) });
    else for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
  };
  walk(detail, []);
  return lines.slice(0, most);
}
