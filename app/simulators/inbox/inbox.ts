import { createServer } from "node:http";
import { closer, listen } from "../shared/serve.ts";
import { answer } from "./http.ts";
import { createSmtpServer } from "./smtp-server.ts";
import { MessageStore } from "./store.ts";

export interface Inbox {
  readonly origin: string;
  readonly smtpUrl: string;
  readonly smsUrl: string;
  close(): Promise<void>;
}

/**
 * Stands in for a mail server and an SMS gateway: takes every message, sends none, shows them all.
 * Listens on 127.0.0.1 only; a port of 0 means any free one.
 */
export async function startInbox(ports: { port: number; smtpPort: number }): Promise<Inbox> {
  const store = new MessageStore();
  const http = createServer((request, response) => void answer(store, request, response));
  const smtp = createSmtpServer(store);
  const closeHttp = closer(http);
  const closeSmtp = closer(smtp);
  const origin = `http://127.0.0.1:${await listen(http, ports.port)}`;
  const smtpUrl = `smtp://127.0.0.1:${await listen(smtp, ports.smtpPort)}`;
  return {
    origin,
    smtpUrl,
    smsUrl: `${origin}/sms`,
    close: async () => {
      await Promise.all([closeHttp(), closeSmtp()]);
    },
  };
}
