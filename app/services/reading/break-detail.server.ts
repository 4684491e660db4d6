/** One thing that is known of a difference: words, or an amount. */
export interface DetailLine {
  /** As it was stored: "asked", "found", "occurredAt". */
  readonly name: string;
  readonly text: string | null;
  readonly money: { readonly minor: bigint; readonly currency: string } | null;
}

const most = 40;

/**
 * What was stored with a break, in its own order; empty values are left out. An amount stays with
 * its currency; what stands deeper is named by its own name.
 */
export function detailLines(detail: unknown): readonly DetailLine[] {
  const lines: DetailLine[] = [];
  const walk = (name: string, value: unknown): void => {
    if (value === null || value === undefined || value === "") return;
    if (typeof value !== "object") {
      lines.push({ name, text: String(value), money: null });
      return;
    }
    const money = amountIn(value as Fields);
    if (money !== null) lines.push({ name, text: null, money });
    for (const [key, inner] of Object.entries(value)) {
      if (money !== null && (key === "amountMinor" || key === "currency")) continue;
      walk(Array.isArray(value) ? name : key, inner);
    }
  };
  walk("", detail);
  return lines.slice(0, most);
}

type Fields = Readonly<Record<string, unknown>>;

function amountIn({ amountMinor, currency }: Fields): DetailLine["money"] {
  const whole = typeof amountMinor === "string" && /^-?\d{1,18}$/.test(amountMinor);
  return whole && typeof currency === "string" ? { minor: BigInt(amountMinor), currency } : null;
}

/** A reference as people know it: a portfolio's id before it says nothing to them. */
export function shownReference(reference: string): string {
  return reference.replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:(?=.)/, "");
}
