const WORD = /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi;
const RUN = new RegExp(`(?:${WORD.source})+`, "gi");

/** Text of bytes in a named charset; ASCII and unknown names are read as UTF-8. */
export function fromCharset(bytes: Buffer, charset: string): string {
  const name = charset.trim().toLowerCase();
  try {
    return new TextDecoder(name === "us-ascii" ? "utf-8" : name).decode(bytes);
  } catch {
    return bytes.toString("utf8");
  }
}

export function decodeBase64(text: string): Buffer {
  return Buffer.from(text, "base64");
}

/** RFC 2045 §6.7: soft line breaks go, `=XX` is a byte, blanks before a line's end go. */
export function decodeQuotedPrintable(text: string): Buffer {
  return Buffer.from(
    text
      .replace(/[ \t]+(?=\r\n|$)/g, "")
      .replace(/=\r\n/g, "")
      .replace(/=([\da-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    "latin1",
  );
}

/** RFC 2047: `=?utf-8?B?…?=` and `=?utf-8?Q?…?=`; blanks between two such words do not count. */
export function decodeWords(text: string): string {
  return text.replace(/(\?=)\s+(?==\?)/g, "$1").replace(RUN, decodeRun);
}

/** Neighbouring words of one charset are joined as bytes first: some senders cut a character. */
function decodeRun(run: string): string {
  const groups: { charset: string; bytes: Buffer[] }[] = [];
  for (const [, charset = "", kind = "", text = ""] of run.matchAll(WORD)) {
    const same = groups.at(-1)?.charset.toLowerCase() === charset.toLowerCase();
    if (!same) groups.push({ charset, bytes: [] });
    const base64 = kind.toLowerCase() === "b";
    const bytes = base64 ? decodeBase64(text) : decodeQuotedPrintable(text.replaceAll("_", "=20"));
    groups.at(-1)!.bytes.push(bytes);
  }
  return groups.map(({ charset, bytes }) => fromCharset(Buffer.concat(bytes), charset)).join("");
}
