/** Why the database refused, in words that a service can act on. */
export type RefusalKind =
  | "unique"
  | "check"
  | "foreign-key"
  | "not-null"
  | "append-only"
  | "unbalanced"
  | "conflict"
  | "timeout"
  | "unavailable"
  | "disk-full";

export interface Refusal {
  readonly kind: RefusalKind;
  /** SQLSTATE, or the system's code (ECONNREFUSED …). */
  readonly code: string;
  /** The constraint's name where there is one. */
  readonly constraint: string | null;
  readonly message: string;
}

/** SQLSTATEs of class KE are raised by our own triggers (prisma/migrations/0002_invariants). */
const kinds: Readonly<Record<string, RefusalKind>> = {
  "23505": "unique",
  P2002: "unique",
  "23514": "check",
  "23503": "foreign-key",
  P2003: "foreign-key",
  "23502": "not-null",
  KE001: "append-only",
  KE002: "unbalanced",
  "40001": "conflict",
  "40P01": "conflict",
  P2034: "conflict",
  "57014": "timeout",
  "55P03": "timeout",
  "25P03": "timeout",
  P2028: "timeout",
  "53100": "disk-full",
  "53300": "unavailable",
  "57P01": "unavailable",
  "57P02": "unavailable",
  "57P03": "unavailable",
  "08001": "unavailable",
  "08003": "unavailable",
  "08006": "unavailable",
  ECONNREFUSED: "unavailable",
  ECONNRESET: "unavailable",
  EPIPE: "unavailable",
  ETIMEDOUT: "unavailable",
  ENOTFOUND: "unavailable",
  P1001: "unavailable",
  P1017: "unavailable",
};

/** Reads an error of pg or Prisma; null when it is none of the database's refusals. */
export function refusalOf(error: unknown): Refusal | null {
  for (const layer of layersOf(error)) {
    const code = text(layer.originalCode) ?? text(layer.code);
    const kind = code === null ? kindOfMessage(layer) : kinds[code];
    if (kind !== undefined) {
      const constraint = text(layer.constraint) ?? text(record(layer.constraint)?.index);
      const message = text(layer.originalMessage) ?? text(layer.message) ?? "";
      return { kind, code: code ?? kind, constraint, message };
    }
  }
  return null;
}

/** True when this error is that refusal; for unique keys, of that constraint. */
export function isRefusal(error: unknown, kind: RefusalKind, constraint?: string): boolean {
  const refusal = refusalOf(error);
  if (refusal?.kind !== kind) return false;
  return constraint === undefined || refusal.constraint === constraint;
}

type Layer = Record<string, unknown>;

/** Prisma wraps the driver's error: `meta.driverAdapterError.cause`; the innermost says most. */
function layersOf(error: unknown): Layer[] {
  const layers: Layer[] = [];
  let layer = record(error);
  while (layer !== null && layers.length < 6) {
    layers.unshift(layer);
    layer = record(record(layer.meta)?.driverAdapterError) ?? record(layer.cause);
  }
  return layers;
}

/** pg says this in words only when the server went away in mid-sentence. */
function kindOfMessage(layer: Layer): RefusalKind | undefined {
  const said = text(layer.message) ?? "";
  return /Connection terminated|timeout exceeded when trying to connect/.test(said)
    ? "unavailable"
    : undefined;
}

const record = (value: unknown): Layer | null =>
  typeof value === "object" && value !== null ? (value as Layer) : null;
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
