import { createReadStream } from "node:fs";

/** The encodings that account files come in. */
export type FileEncoding = "utf-8" | "gb18030" | "utf-16le";

/**
 * The encoding of a text file, by reading all of it: UTF-8 where every byte of it is, else GB18030
 * where every byte of it is; null for neither. A first Chinese name may stand anywhere.
 */
export async function encodingOf(path: string): Promise<FileEncoding | null> {
  const head = await firstBytes(path, 2);
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (await decodes(path, "utf-8")) return "utf-8";
  return (await decodes(path, "gb18030")) ? "gb18030" : null;
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start: 0, end: count - 1 })) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function decodes(path: string, encoding: FileEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const stream = createReadStream(path, { highWaterMark: 1 << 20 });
  try {
    for await (const chunk of stream) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    stream.destroy();
  }
}

/** How far a file has been read. */
export interface ReadSoFar {
  bytes: number;
}

/** The text of a file in pieces, without a byte order mark; `soFar` is kept up to date. */
export async function* decodedText(
  path: string,
  encoding: FileEncoding,
  soFar: ReadSoFar,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    yield decoder.decode(chunk as Buffer, { stream: true });
    soFar.bytes += (chunk as Buffer).length;
  }
  yield decoder.decode();
}
