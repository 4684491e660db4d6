import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { type AgreementRow, findAgreementByHash } from "#app/db/stores/agreements.server.ts";
import { printSizes } from "#app/domain/notices/support.ts";
import type { Runtime } from "../ports.ts";
import { isCopyOf } from "./agreement-copy.server.ts";
import { agreementPdf } from "./agreement-pdf.server.ts";
import { agreementBinding } from "./agreement-seals.server.ts";

/**
 * `signed`: the fingerprint is that of an agreement signed here, and what is stored still has it.
 * `unchanged`: the file is, to the byte or to the word, what was signed. `changed`: it bears the
 * fingerprint of an agreement of ours and is not the file that we give out. `unknown`: neither.
 */
export type AgreementVerdict = "signed" | "unchanged" | "changed" | "unknown";

/**
 * Judges a fingerprint: 64 hexadecimal digits, with or without spaces, also as the whole line that
 * stands at the foot of each page of the paper.
 */
export async function verifyFingerprint(
  runtime: Runtime,
  typed: string,
): Promise<AgreementVerdict> {
  const line = typed.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  const hex = /^(?:sha-?256:?)?([0-9a-f]{64})(?:\d+\/\d+)?$/.exec(line)?.[1];
  const row = await storedAgreement(runtime, hex ?? "");
  return row === null ? "unknown" : "signed";
}

/**
 * Judges a file: our PDF, or the agreement as JSON, which may be laid out anew. The answer says
 * nothing about whose agreement it is.
 */
export async function verifyFile(runtime: Runtime, file: Buffer): Promise<AgreementVerdict> {
  if (file.subarray(0, 5).toString("latin1") !== "%PDF-") return verifyJson(runtime, file);
  const named = /SHA-256 ([0-9a-f]{64})/.exec(file.toString("latin1"))?.[1];
  const row = await storedAgreement(runtime, named ?? "");
  if (row === null) return "unknown";
  if (await isCopyOf(runtime, row, file)) return "unchanged";
  // Copies that were given out before digests were kept, in either size.
  for (const size of printSizes) {
    if (file.equals(await agreementPdf(runtime, row, size))) return "unchanged";
  }
  return "changed";
}

async function verifyJson(runtime: Runtime, file: Buffer): Promise<AgreementVerdict> {
  const text = canonical(file.toString("utf8"));
  if (text === null) return "unknown";
  const row = await storedAgreement(runtime, sha256(text));
  return row === null ? "unknown" : "unchanged";
}

/** The agreement of a fingerprint; its stored text is hashed again and never taken on trust. */
async function storedAgreement(
  { db, sealer, log }: Runtime,
  hex: string,
): Promise<AgreementRow | null> {
  if (!/^[0-9a-f]{64}$/.test(hex)) return null;
  const row = await findAgreementByHash(db, Buffer.from(hex, "hex"));
  if (row === null) return null;
  const text = sealer.openBytes(agreementBinding(row), row.sealed);
  if (sha256(text) === hex) return row;
  log.error({ agreementId: row.id }, "a stored agreement has another hash");
  return null;
}

function canonical(text: string): string | null {
  try {
    return canonicalize(JSON.parse(text)) ?? null;
  } catch {
    return null;
  }
}

function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}
