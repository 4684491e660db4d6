import type { IncomingMessage, ServerResponse } from "node:http";
import { languageOf } from "../shared/page.ts";
import { readJson, sendJson, sendPage } from "../shared/serve.ts";
import { inboxPage } from "./page.ts";
import { takeSms } from "./sms.ts";
import type { Fault, MessageStore, StoredMessage } from "./store.ts";

const FAULTS: readonly string[] = ["refuse", "busy", "drop-before", "drop-after", "hang", "html"];

/** Every address that the inbox answers. */
export async function answer(
  store: MessageStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://inbox.invalid");
  const to = url.searchParams.get("to") ?? "";
  switch (`${request.method} ${url.pathname}`) {
    case "GET /messages":
      return sendJson(response, 200, store.list(to).map(published));
    case "GET /_sim/messages":
      return sendJson(response, 200, store.list(to).map(detailed));
    case "GET /":
      return sendPage(response, inboxPage(store, to, languageOf(request, url)));
    case "GET /_sim/html":
      return sendHtmlPart(store, url, response);
    case "GET /_sim/attachment":
      return sendAttachment(store, url, response);
    case "POST /sms":
      return takeSms(store, request, response);
    case "POST /_sim/fail-next":
      return planFault(store, request, response);
    case "POST /_sim/reset":
      store.clear();
      return sendJson(response, 200, {});
    default:
      return sendJson(response, 404, { error: "no such address" });
  }
}

function published({ to, channel, locale, subject, text, html, at }: StoredMessage) {
  return { to, channel, locale, subject, text, html, at };
}

function detailed(message: StoredMessage) {
  return {
    ...message,
    attachments: message.attachments.map(({ filename, contentType, content }, index) => ({
      filename,
      contentType,
      bytes: content.length,
      path: `/_sim/attachment?message=${message.number}&index=${index}`,
    })),
  };
}

/** The HTML of a mail for a sandboxed frame: no script, nothing fetched, links in a new tab. */
function sendHtmlPart(store: MessageStore, url: URL, response: ServerResponse): void {
  const html = store.numbered(Number(url.searchParams.get("message")))?.html ?? "";
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "x-content-type-options": "nosniff",
  });
  response.end(`<base target="_blank">${html}`);
}

function sendAttachment(store: MessageStore, url: URL, response: ServerResponse): void {
  const message = store.numbered(Number(url.searchParams.get("message")));
  const found = message?.attachments[Number(url.searchParams.get("index"))];
  if (!found) {
    sendJson(response, 404, { error: "no such attachment" });
    return;
  }
  response.writeHead(200, {
    "content-type": found.contentType,
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(found.filename)}`,
    "x-content-type-options": "nosniff",
  });
  response.end(found.content);
}

/** `{"channel":"email"|"sms","mode":…,"times":1}`: the next messages of a channel go wrong. */
async function planFault(
  store: MessageStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJson(request);
  const { channel, mode, times = 1 } = body ?? {};
  const known = (channel === "email" || channel === "sms") && FAULTS.includes(String(mode));
  if (!known || !Number.isInteger(times)) {
    return sendJson(response, 400, { error: "channel, mode and times are wanted", modes: FAULTS });
  }
  store.failNext(channel, mode as Fault, Number(times));
  return sendJson(response, 200, {});
}
