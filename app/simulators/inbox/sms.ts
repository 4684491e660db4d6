import type { IncomingMessage, ServerResponse } from "node:http";
import { readJson, sendJson } from "../shared/serve.ts";
import type { MessageStore } from "./store.ts";

/**
 * The SMS gateway: `{"id","to","locale","text"}` → 202 `{"id"}`. An id that was taken before is
 * answered again and not sent again. A number must be E.164, a text at most 1,600 characters.
 */
export async function takeSms(
  store: MessageStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { id, to, text, locale = "" } = (await readJson(request)) ?? {};
  const whole = [id, to, text, locale].every((part) => typeof part === "string");
  if (!whole || !id || !text || String(text).length > 1600) {
    return sendJson(response, 400, {
      code: "message-refused",
      error: "id, to and text are wanted",
    });
  }
  const fault = store.nextFault("sms");
  if (fault === "hang") return;
  if (fault === "drop-before") return void request.socket.destroy();
  if (fault === "busy") return sendJson(response, 503, { error: "try again later" });
  if (fault === "refuse" || !/^\+[1-9]\d{5,14}$/.test(String(to))) {
    return sendJson(response, 422, { code: "recipient-refused", error: "no such number" });
  }
  const reference =
    store.withId("sms", String(id))?.number ?? keep(store, { id, to, text, locale });
  if (fault === "drop-after") return void request.socket.destroy();
  if (fault === "html") {
    response.writeHead(502, { "content-type": "text/html" });
    return void response.end("<h1>Bad gateway</h1>");
  }
  return sendJson(response, 202, { id: `sms-${reference}` });
}

function keep(store: MessageStore, given: Record<"id" | "to" | "text" | "locale", unknown>) {
  const message = store.add({
    to: String(given.to),
    channel: "sms",
    locale: String(given.locale),
    subject: "",
    text: String(given.text),
    html: "",
    id: String(given.id),
    from: "",
    attachments: [],
  });
  return message.number;
}
