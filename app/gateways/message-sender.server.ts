import type { Settings } from "#app/http/settings.server.ts";
import type { Message, MessageSender, SendOutcome } from "#app/services/ports.ts";
import { createMailSender } from "./mail/mail-sender.server.ts";
import { createSmsSender } from "./sms/sms-sender.server.ts";

type MessageSettings = Pick<
  Settings,
  "smtpUrl" | "mailFrom" | "smsGatewayUrl" | "providerTimeoutMs"
>;

/** Sends each message by its channel; a channel without a setting refuses. `close` ends mail. */
export function createMessageSender(settings: MessageSettings): MessageSender & { close(): void } {
  const timeoutMs = settings.providerTimeoutMs;
  const mail = settings.smtpUrl
    ? createMailSender({ smtpUrl: settings.smtpUrl, from: settings.mailFrom, timeoutMs })
    : undefined;
  const sms = settings.smsGatewayUrl
    ? createSmsSender({ gatewayUrl: settings.smsGatewayUrl, timeoutMs })
    : undefined;
  const byChannel = { email: mail?.send ?? notConfigured, sms: sms ?? notConfigured };
  return {
    send: (message: Message) => byChannel[message.channel](message),
    close: () => mail?.close(),
  };
}

async function notConfigured(message: Message): Promise<SendOutcome> {
  return { outcome: "refused", reason: "channel-not-configured", detail: message.channel };
}
