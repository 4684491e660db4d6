import { parseMail } from "./mime.ts";
import type { Fault, MessageStore } from "./store.ts";

/** What the server does after a line: the reply, and whether the connection ends. */
export interface Step {
  readonly reply?: string;
  readonly end?: "after-reply" | "at-once";
}

const MOST_BYTES = 25 * 1024 * 1024;
const GREETED = ["250-inbox.invalid at your service", `250-SIZE ${MOST_BYTES}`, "250-8BITMIME"];

/** One SMTP conversation (RFC 5321), line by line; it takes mail for anyone. */
export class SmtpSession {
  readonly #store: MessageStore;
  #from: string | undefined;
  #recipients: string[] = [];
  #data: string[] | undefined;
  #bytes = 0;
  #fault: Fault | undefined;

  constructor(store: MessageStore) {
    this.#store = store;
  }

  /** Takes one line without its end and says what to do; inside DATA most lines need nothing. */
  line(line: string): Step {
    if (this.#data) return this.#dataLine(line);
    const [, verb = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(line) ?? [];
    switch (verb.toUpperCase()) {
      case "EHLO":
        return { reply: [...GREETED, "250 SMTPUTF8"].join("\r\n") };
      case "HELO":
      case "NOOP":
        return { reply: "250 OK" };
      case "RSET":
        this.#reset();
        return { reply: "250 OK" };
      case "MAIL":
        return this.#mail(rest);
      case "RCPT":
        return this.#rcpt(rest);
      case "DATA":
        if (this.#recipients.length === 0) return { reply: "503 Recipients first" };
        this.#data = [];
        return { reply: "354 End with a line that is a dot" };
      case "QUIT":
        return { reply: "221 Bye", end: "after-reply" };
      default:
        return { reply: "502 Not known here" };
    }
  }

  #mail(rest: string): Step {
    const from = /^FROM:\s*<([^>]*)>/i.exec(rest);
    if (!from) return { reply: "501 MAIL FROM:<address>" };
    this.#reset();
    this.#from = from[1];
    this.#fault = this.#store.nextFault("email");
    return { reply: "250 OK" };
  }

  #rcpt(rest: string): Step {
    const to = /^TO:\s*<([^>]+)>/i.exec(rest);
    if (!to || this.#from === undefined) return { reply: "503 MAIL FROM first" };
    if (this.#fault === "refuse") return { reply: "550 5.1.1 No such mailbox" };
    if (this.#fault === "busy") return { reply: "451 4.3.0 Try again later" };
    this.#recipients.push(Buffer.from(to[1]!, "latin1").toString("utf8"));
    return { reply: "250 OK" };
  }

  #dataLine(line: string): Step {
    if (line !== ".") {
      this.#bytes += line.length + 2;
      if (this.#bytes <= MOST_BYTES) this.#data!.push(line.startsWith(".") ? line.slice(1) : line);
      return {};
    }
    if (this.#bytes > MOST_BYTES) {
      this.#reset();
      return { reply: "552 5.3.4 Too large" };
    }
    return this.#deliver(this.#data!.join("\r\n"));
  }

  #deliver(wire: string): Step {
    const fault = this.#fault;
    if (fault === "drop-before") return { end: "at-once" };
    if (fault === "hang") return {};
    const mail = parseMail(wire);
    const language = mail.headers.get("x-evenkeel-locale") ?? mail.headers.get("content-language");
    for (const to of this.#recipients) {
      this.#store.add({
        to,
        channel: "email",
        locale: language ?? "",
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        id: mail.headers.get("message-id") ?? "",
        from: mail.headers.get("from") ?? this.#from ?? "",
        attachments: mail.attachments,
      });
    }
    this.#reset();
    return fault === "drop-after" ? { end: "at-once" } : { reply: "250 OK taken" };
  }

  #reset(): void {
    this.#from = undefined;
    this.#recipients = [];
    this.#data = undefined;
    this.#bytes = 0;
  }
}
