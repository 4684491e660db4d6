import { createTransport, type Transporter } from "nodemailer";
import type { Message, SendOutcome } from "#app/services/ports.ts";

export interface MailOptions {
  readonly smtpUrl: string;
  /** The address that mail comes from; the name beside it is the message's `senderName`. */
  readonly from: string;
  readonly timeoutMs: number;
}

export interface MailSender {
  send(message: Message): Promise<SendOutcome>;
  close(): void;
}

/** One address and nothing that could make it two, or a header. */
const ONE_ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()\\,;"]+$/;

/**
 * Sends mail over SMTP, on few connections that are kept. A message keeps one Message-ID for all
 * its attempts, so that a second copy of an unknown one can be recognised.
 */
export function createMailSender(options: MailOptions): MailSender {
  const { timeoutMs } = options;
  const transport = createTransport({
    url: options.smtpUrl,
    pool: true,
    maxConnections: 4,
    // A connection that broke after the text had gone out must come back as unknown, not be
    // repeated here.
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: (message) => sendMail(transport, options, message),
    close: () => transport.close(),
  };
}

async function sendMail(
  transport: Transporter,
  options: MailOptions,
  message: Message,
): Promise<SendOutcome> {
  if (!ONE_ADDRESS.test(message.to)) {
    return { outcome: "refused", reason: "recipient-refused", detail: "no address" };
  }
  const host = options.from.slice(options.from.lastIndexOf("@") + 1);
  try {
    const sent = await transport.sendMail({
      from: { name: message.senderName ?? "", address: options.from },
      to: { name: "", address: message.to },
      subject: message.subject,
      text: message.text,
      ...(message.html === undefined ? {} : { html: message.html }),
      attachments: message.attachments?.map((attachment) => ({ ...attachment })),
      messageId: `<${message.id}@${host}>`,
      headers: {
        "Content-Language": message.locale,
        "X-Evenkeel-Locale": message.locale,
        "Auto-Submitted": "auto-generated",
        ...unsubscribe(message.stopUrl),
      },
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    return { outcome: "ok", reference: sent.messageId };
  } catch (error) {
    return failure(error as Error & { code?: string; command?: string; responseCode?: number });
  }
}

/** RFC 2369 and 8058. */
function unsubscribe(url: string | undefined): Record<string, string> {
  if (url === undefined) return {};
  return {
    "List-Unsubscribe": `<${url}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** A `5xx` to the recipient or to the text is final; whatever else may pass, or has passed. */
function failure(error: Error & { code?: string; command?: string; responseCode?: number }) {
  const detail = `${error.code ?? error.name} ${error.responseCode ?? ""}`.trim();
  const final = error.responseCode !== undefined && error.responseCode >= 500;
  if (error.code === "EENVELOPE" && (final || error.responseCode === undefined)) {
    return { outcome: "refused", reason: "recipient-refused", detail } as const;
  }
  if (error.code === "EMESSAGE" && final) {
    return { outcome: "refused", reason: "message-refused", detail } as const;
  }
  return { outcome: "unknown", detail } as const;
}
