import type { ActionFunctionArgs } from "@remix-run/node";
import { action } from "#app/routes/api/v1.ts";
import { system } from "#app/services/act.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { createKey } from "#app/services/staff/create-key.server.ts";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON of the answer; undefined when it is none. */
  readonly body: Loose;
}

/** JSON that tests look into without knowing its form. */
export type Loose = { readonly [name in Names]: Loose } & {
  map<T>(of: (one: Loose) => T): T[];
};
type Names =
  | "accountRef"
  | "accountSeq"
  | "balance"
  | "code"
  | "endpoints"
  | "errors"
  | "events"
  | "id"
  | "next"
  | "path"
  | "paths"
  | "payments"
  | "secret"
  | "seq"
  | "state"
  | "total"
  | "url"
  | number;

export interface ApiRequest {
  readonly body?: unknown;
  /** Sent as it is instead of `body`. */
  readonly raw?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Api = (method: string, path: string, request?: ApiRequest) => Promise<ApiAnswer>;

let named = 0;

/** A client with a key: every request names itself, unless it says otherwise. */
export function apiClient(runtime: Runtime, key: string | null): Api {
  return async (method, path, { body, raw, headers = {} } = {}) => {
    const sent = new Headers({ "idempotency-key": `test-${++named}`, ...headers });
    if (headers["idempotency-key"] === "") sent.delete("idempotency-key");
    if (key !== null) sent.set("authorization", `Bearer ${key}`);
    const content = raw ?? (body === undefined ? null : JSON.stringify(body));
    if (content !== null && !sent.has("content-type")) sent.set("content-type", "application/json");
    const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, {
      method,
      headers: sent,
      body: content,
      duplex: "half",
    } as RequestInit);
    const context = { runtime, requestId: "00000000-0000-4000-8000-000000000000" };
    const args = { request, params: {}, context: { ...context, clientAddress: "192.0.2.1" } };
    const response = await action(args as unknown as ActionFunctionArgs);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
}

function parsed(text: string): Loose {
  try {
    return JSON.parse(text) as Loose;
  } catch {
    return undefined as unknown as Loose;
  }
}

/** A new key with these scopes, bound to portfolios by code. */
export async function someKey(
  runtime: Runtime,
  portfolios: readonly string[],
  scopes: readonly string[] = ["*"],
): Promise<string> {
  const made = await createKey(runtime, system, { name: "test", scopes, portfolios });
  if (!made.ok) throw new Error(made.error);
  return made.value.key;
}

/**
 * An account as a collector's system sends it: interest of 5.00 a day on 10,000.00, for tests that
 * stand on 19 November 2026.
 */
export const accountDocument = (ref: string, changes: object = {}) => ({
  debtor: { ref: `D-${ref}`, name: "样本甲", dateOfBirth: "1990-02-03", locale: "zh-CN" },
  currency: "CNY",
  asOf: "2026-11-01",
  components: { principal: "10000.00", interest: "523.40", penalty: "80.00" },
  minimumDue: "1200.00",
  interest: { dailyRate: "0.0005", accruesOn: ["principal"] },
  delinquentSince: "2026-08-23",
  cardLast4: "4417",
  flags: ["vip"],
  appliedThrough: 0,
  ...changes,
});
