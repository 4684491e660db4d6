import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

/** A payment that a payer was told is made: by the API's 201, or by the provider's own page. */
export interface Acknowledged {
  readonly source: "elsewhere" | "hosted";
  /** The Idempotency-Key of the request, or the provider's session. */
  readonly key: string;
  readonly accountRef: string;
  readonly amountMinor: number;
  /** What the API called it; null for a hosted page, which names none. */
  readonly paymentId: string | null;
}

/**
 * The payers' own record, on disk before the payer goes on: what it holds is owed an entry in the
 * books, whatever was killed since.
 */
export class PaymentLog {
  readonly #file: number;
  readonly #known = new Set<string>();

  constructor(readonly path: string) {
    this.#file = openSync(path, "ax");
  }

  get count(): number {
    return this.#known.size;
  }

  /** Keeps a payment once; the same answer may come again. */
  acknowledge(payment: Acknowledged): void {
    if (this.#known.has(payment.key)) return;
    this.#known.add(payment.key);
    writeSync(this.#file, `${JSON.stringify(payment)}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Everything that a log holds, as it lies on the disk. */
export function readLog(path: string): Acknowledged[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Acknowledged);
}
