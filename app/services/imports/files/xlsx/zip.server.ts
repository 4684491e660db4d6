import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";

/** A workbook that cannot be read; the message is for whoever made the file. */
export class WorkbookFault extends Error {
  constructor(
    readonly code: "workbook-unreadable" | "workbook-too-large",
    message: string,
  ) {
    super(message);
  }
}

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly headerAt: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const mostEntries = 2_000;
const largestDirectory = 4_000_000;

/** The directory of a ZIP file, by name. */
export async function readDirectory(path: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = await open(path, "r");
  try {
    const { count, bytes, at } = await readEnd(file);
    if (count > mostEntries || bytes > largestDirectory) throw broken();
    const { buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
    return entriesOf(buffer, count);
  } finally {
    await file.close();
  }
}

async function readEnd(file: FileHandle) {
  const { size } = await file.stat();
  const length = Math.min(size, 65_557);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  for (let at = length - 22; at >= 0; at -= 1) {
    if (buffer.readUInt32LE(at) !== endMark) continue;
    const count = buffer.readUInt16LE(at + 10);
    const bytes = buffer.readUInt32LE(at + 12);
    return { count, bytes, at: buffer.readUInt32LE(at + 16) };
  }
  throw broken();
}

function entriesOf(directory: Buffer, count: number): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entryMark) throw broken();
    const encrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    if (encrypted) throw new WorkbookFault("workbook-unreadable", "the workbook is encrypted");
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const name = directory.toString("utf8", at + 46, nameEnd).replaceAll("\\", "/");
    entries.set(name.toLowerCase(), {
      name,
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The text of an entry in pieces. However small it is packed, no more than `mostBytes` come out of
 * it: what a file says of its own size is not believed.
 */
export async function* entryText(
  path: string,
  entry: ZipEntry,
  mostBytes: number,
  soFar: { bytes: number } = { bytes: 0 },
): AsyncGenerator<string> {
  const start = await dataStart(path, entry);
  if (entry.packedBytes === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packedBytes - 1 });
  if (entry.method !== 0 && entry.method !== 8) throw broken();
  const stream = entry.method === 0 ? packed : packed.pipe(createInflateRaw());
  packed.on("error", (error) => stream.destroy(error));
  const decoder = new TextDecoder("utf-8");
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      soFar.bytes = packed.bytesRead;
      if (bytes > mostBytes) {
        const message = `${entry.name} is larger than ${mostBytes} bytes: send it as CSV`;
        throw new WorkbookFault("workbook-too-large", message);
      }
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof WorkbookFault ? error : broken();
  } finally {
    packed.destroy();
    stream.destroy();
  }
}

/** The name and the extra field are written again before the data, and may differ in length. */
async function dataStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(30), 0, 30, entry.headerAt);
    if (bytesRead < 30 || buffer.readUInt32LE(0) !== localMark) throw broken();
    return entry.headerAt + 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

export function broken(): WorkbookFault {
  return new WorkbookFault("workbook-unreadable", "the file is no workbook that can be read");
}
