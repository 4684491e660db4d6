/**
 * What the use cases need of the outside world. Gateways implement these; tests give fakes.
 * Only types stand here, so that db and gateways never depend on each other through it.
 */
import type { Database } from "#app/db/database.server.ts";
import type { PrintSize } from "#app/domain/notices/support.ts";
import type { Settings } from "#app/http/settings.server.ts";
import type { Paper, SizedPaper } from "./papers/paper.ts";
import type { PaymentProvider } from "./payments/provider.ts";

/** The object that every use case takes first; app/runtime.server.ts makes the real one. */
export interface Runtime {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly db: Database;
  readonly sealer: Sealer;
  readonly payments: PaymentProvider;
  readonly messages: MessageSender;
  readonly collector: CollectorClient;
  readonly papers: PaperMaker;
}

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** Everything random or unique comes from here. */
export interface Ids {
  /** A UUIDv7 in lower case; later ones of this process sort after earlier ones. */
  next(): string;
  /** A secret of 256 random bits in base64url (43 characters): links, sessions, API keys. */
  token(): string;
  /** A one-time code of six decimal digits, each code as likely as any other. */
  code(): string;
}

export interface LogMethod {
  (fields: object, message?: string): void;
  (message: string): void;
}

/** Structured log, as pino writes it; known secret and personal fields are redacted. */
export interface Log {
  readonly trace: LogMethod;
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
  readonly fatal: LogMethod;
  child(fields: Record<string, unknown>): Log;
}

/** Where a sealed value belongs; opened with another binding, it is refused. */
export interface SealBinding {
  readonly portfolioId: string;
  /** The table (or the kind of file) that holds it. */
  readonly table: string;
  /** The row's id. */
  readonly id: string;
}

/** The personal facts that are looked up exactly; each has a blind index of its own. */
export type IndexedField =
  | "account-ref"
  | "card-last4"
  | "date-of-birth"
  | "debtor-ref"
  | "email"
  | "id-last4"
  | "name"
  | "phone"
  | "postcode";

/** Sealing of personal data, and the keyed hashes beside it. All calls are synchronous. */
export interface Sealer {
  /** Encrypts one record, as JSON, for the row it belongs to; a few microseconds. */
  seal(binding: SealBinding, record: unknown): Buffer;
  /** The record as it was sealed. Throws on a changed value, another binding or a lost key. */
  open<T>(binding: SealBinding, sealed: Uint8Array): T;
  /** Encrypts bytes, such as a file, for the row they belong to. */
  sealBytes(binding: SealBinding, bytes: Uint8Array): Buffer;
  /** The bytes as they were sealed. Throws like `open`. */
  openBytes(binding: SealBinding, sealed: Uint8Array): Buffer;
  /** True when the value is sealed by another key than the one that encrypts now. */
  needsResealing(sealed: Uint8Array): boolean;
  /** 32 bytes: the same for values that read the same (case, width, spacing), per field. */
  blindIndex(field: IndexedField, value: string): Buffer;
  /** 32 bytes: keyed hash of parts for one purpose, as of one-time codes or lockout counters. */
  mac(purpose: string, ...parts: readonly string[]): Buffer;
  /** 32 bytes: SHA-256 of a token of 256 random bits, the only form in which one is stored. */
  hashToken(token: string): Buffer;
  /** Names the root of blind indexes and macs: another one means that no look-up would match. */
  readonly indexFingerprint: string;
}

export interface Message {
  /** Names this message for ever: a gateway that has seen it does not send it again. */
  readonly id: string;
  readonly channel: "email" | "sms";
  /** An address or a telephone number in E.164. */
  readonly to: string;
  readonly locale: string;
  /** Empty for SMS. */
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly Attachment[];
  /** The name that mail comes from: the portfolio's brand. */
  readonly senderName?: string;
  /** Mail programs offer one click that stops such messages (RFC 8058). */
  readonly stopUrl?: string;
}

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/**
 * `ok`: the gateway took it. `refused`: it never will, as it stands (`reason` is a key).
 * `unknown`: it may or may not have; send again under the same id.
 */
export type SendOutcome =
  | { readonly outcome: "ok"; readonly reference: string | undefined }
  | { readonly outcome: "refused"; readonly reason: SendRefusal; readonly detail: string }
  | { readonly outcome: "unknown"; readonly detail: string };

export type SendRefusal = "channel-not-configured" | "recipient-refused" | "message-refused";

export interface MessageSender {
  /** Sends one message; never throws for what the outside does. */
  send(message: Message): Promise<SendOutcome>;
}

/** One attempt to hand one event to a collector's endpoint (Standard Webhooks 1.0). */
export interface WebhookAttempt {
  readonly url: string;
  /**
   * `whsec_` and the base64 (not base64url) of 24 to 64 random bytes; two during rotation: the
   * signature header carries one of each.
   */
  readonly secrets: readonly string[];
  /** `webhook-id`: the event's id, the same for each attempt. */
  readonly id: string;
  /** The exact JSON text to sign and send. */
  readonly body: string;
}

/** `status` is absent when no answer came. */
export type DeliveryOutcome =
  | { readonly outcome: "accepted"; readonly status: number }
  | { readonly outcome: "failed"; readonly status?: number; readonly reason: DeliveryFailure };

export type DeliveryFailure =
  | "address-refused"
  | "connection-failed"
  | "host-unknown"
  | "redirected"
  | "status"
  | "timeout"
  | "url-invalid";

export interface CollectorClient {
  /** Makes one attempt; never throws for what the outside does. A `2xx` is acceptance. */
  deliver(attempt: WebhookAttempt): Promise<DeliveryOutcome>;
}

export interface PaperMaker {
  /**
   * Lays a paper out as PDF in the size that its reader needs; a character that no font has is
   * written as its number. The same paper in the same size is the same file, to the byte.
   */
  make(paper: Paper, size: PrintSize): Promise<Buffer>;
  /** Several, at least one, in one file to print: each begins on a page of its own. */
  bind(papers: readonly SizedPaper[]): Promise<Buffer>;
}
