import type { SealBinding } from "../ports.ts";

interface Sealed {
  readonly id: string;
  readonly portfolioId: string;
}

/** What is shown of a saved card. */
export interface CardFace {
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
}

/** What was agreed to, and from where: sealed beside the mandate. */
export interface MandateRecord {
  /** By language, paragraph by paragraph. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly address: string;
  readonly userAgent: string;
}

export function methodBinding({ id, portfolioId }: Sealed): SealBinding {
  return { portfolioId, table: "saved_method", id };
}

export function mandateBinding({ id, portfolioId }: Sealed): SealBinding {
  return { portfolioId, table: "mandate", id };
}
