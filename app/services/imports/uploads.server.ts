import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Runtime } from "../ports.ts";

type House = Pick<Runtime, "settings">;

/** Files hold personal data: nobody but this program's user reads them, and none stays long. */
const keptMs = 24 * 3_600_000;

/** Where uploaded files lie until they are brought in; the data folder is outside the web root. */
export async function uploadFolder({ settings }: House): Promise<string> {
  const folder = join(settings.home, "uploads");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The file that a dry run read; its name is the run's. */
export function uploadPath({ settings }: House, runId: string): string {
  return join(settings.home, "uploads", `${runId}.upload`);
}

export function errorsPath({ settings }: House, runId: string): string {
  return join(settings.home, "uploads", `${runId}.errors.csv`);
}

export function hasUpload(house: House, runId: string): boolean {
  return existsSync(uploadPath(house, runId));
}

/** The refused rows of a run as CSV; null when they are no longer kept. */
export function openErrors(house: House, runId: string) {
  const path = errorsPath(house, runId);
  return existsSync(path) ? createReadStream(path) : null;
}

/** Keeps the columns that nobody knew, for the run's page. */
export function keepUnknownColumns(house: House, runId: string, names: readonly string[]): void {
  writeFileSync(columnsPath(house, runId), JSON.stringify(names), { mode: 0o600 });
}

export function readUnknownColumns(house: House, runId: string): readonly string[] {
  const path = columnsPath(house, runId);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as string[]) : [];
}

export async function removeUpload(house: House, runId: string): Promise<void> {
  await rm(uploadPath(house, runId), { force: true });
}

/** Removes what was uploaded a day ago or longer, brought in or not. */
export async function sweepUploads(runtime: Pick<Runtime, "settings" | "clock">): Promise<void> {
  const folder = await uploadFolder(runtime);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < runtime.clock.now() - keptMs) await rm(path, { force: true });
  }
}

function columnsPath({ settings }: House, runId: string): string {
  return join(settings.home, "uploads", `${runId}.columns.json`);
}
