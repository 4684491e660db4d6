import type { SealBinding } from "../ports.ts";

interface Sealed {
  readonly id: string;
  readonly portfolioId: string;
}

/** What was typed and from where, sealed beside the agreement. */
export interface SignatureRecord {
  readonly signedName: string;
  readonly address: string;
  readonly userAgent: string;
}

export function agreementBinding({ id, portfolioId }: Sealed): SealBinding {
  return { portfolioId, table: "agreement", id };
}

export function signatureBinding({ id, portfolioId }: Sealed): SealBinding {
  return { portfolioId, table: "agreement-signature", id };
}
