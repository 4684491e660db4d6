import type { Message, SendOutcome } from "#app/services/ports.ts";

export interface SmsOptions {
  /** Where to POST; a user and password in it become Basic authorization. */
  readonly gatewayUrl: string;
  readonly timeoutMs: number;
}

const FINAL = new Set([400, 404, 410, 413, 422]);

/**
 * Sends a text message through an HTTP gateway: POST `{"id","to","locale","text"}` with the id as
 * `Idempotency-Key` too, so that repeating an unknown one is safe. Any `2xx` means taken; 400,
 * 404, 410, 413 and 422 are final and may say `{"code":"recipient-refused"}`.
 */
export function createSmsSender(options: SmsOptions): (message: Message) => Promise<SendOutcome> {
  const { url, authorization } = target(options.gatewayUrl);
  return async (message) => {
    const { id, to, locale, text } = message;
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/json", "idempotency-key": id, ...authorization },
        body: JSON.stringify({ id, to, locale, text }),
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      return outcomeOf(response.status, await jsonOf(response));
    } catch (error) {
      return { outcome: "unknown", detail: (error as Error).name };
    }
  };
}

function target(gatewayUrl: string): { url: string; authorization: Record<string, string> } {
  const url = new URL(gatewayUrl);
  const pair = [url.username, url.password].map(decodeURIComponent).join(":");
  url.username = "";
  url.password = "";
  const authorization: Record<string, string> =
    pair === ":" ? {} : { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  return { url: url.href, authorization };
}

function outcomeOf(status: number, body: Record<string, unknown>): SendOutcome {
  if (status >= 200 && status < 300) {
    return { outcome: "ok", reference: typeof body.id === "string" ? body.id : undefined };
  }
  const detail = `status ${status}`;
  if (!FINAL.has(status)) return { outcome: "unknown", detail };
  const recipient = body.code === "recipient-refused";
  return {
    outcome: "refused",
    reason: recipient ? "recipient-refused" : "message-refused",
    detail,
  };
}

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
