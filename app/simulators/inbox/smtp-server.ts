import { createServer, type Server, type Socket } from "node:net";
import { SmtpSession } from "./smtp-session.ts";
import type { MessageStore } from "./store.ts";

/** A server that takes mail on a connection of its own for each sender. */
export function createSmtpServer(store: MessageStore): Server {
  return createServer((socket) => converse(socket, new SmtpSession(store)));
}

/** Bytes are kept one to a character (latin1), so that 8-bit bodies pass as they are. */
function converse(socket: Socket, session: SmtpSession): void {
  let rest = "";
  socket.setEncoding("latin1");
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\r\n");
    rest = lines.pop()!;
    for (const line of lines) {
      const step = session.line(line);
      if (step.end === "at-once") socket.destroy();
      if (socket.destroyed) return;
      if (step.reply !== undefined) socket.write(`${step.reply}\r\n`);
      if (step.end === "after-reply") socket.end();
    }
  });
  socket.write("220 inbox.invalid ESMTP simulated, nothing leaves this machine\r\n");
}
