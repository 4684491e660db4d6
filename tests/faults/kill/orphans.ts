import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 20_000;

/** Processes that still name this data folder after everything was ended. */
export async function orphansOf(home: string, folders: readonly string[]): Promise<string[]> {
  const startedAt = Date.now();
  for (;;) {
    const left = processes().filter(({ text }) => [home, ...folders].some((f) => text.includes(f)));
    if (left.length === 0) return [];
    if (Date.now() - startedAt > patienceMs) {
      return left.map(
        ({ pid, text }) => `process ${pid} outlives the stack: ${text.slice(0, 200)}`,
      );
    }
    await sleep(200);
  }
}

/** Every process with its command line and, where it can be read, its environment. */
function processes(): { pid: number; text: string }[] {
  const all = process.platform === "linux" ? fromProc() : fromPs();
  return all.filter(({ pid }) => pid !== process.pid && pid !== process.ppid);
}

function fromProc(): { pid: number; text: string }[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    const part = (name: string): string => {
      try {
        return readFileSync(`/proc/${pid}/${name}`, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    };
    return { pid: Number(pid), text: `${part("cmdline")} ${part("environ")}` };
  });
}

function fromPs(): { pid: number; text: string }[] {
  if (process.platform === "win32") return [];
  const lines = execFileSync("ps", ["-Ao", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), text: line }));
}
