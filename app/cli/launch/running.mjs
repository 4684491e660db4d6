import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/*
 * One demo a data folder. The first keeps a socket open and writes its port and a random word into
 * demo.lock; a second one that hears the same word there knows that the first lives, which a
 * process number, used again after a crash, cannot tell.
 */

/**
 * Takes the folder for this process.
 * @param {string} folder
 * @returns {Promise<() => void>} gives the folder back
 */
export async function claim(folder) {
  const word = randomBytes(16).toString("hex");
  const server = createServer((socket) => socket.end(word));
  /** @type {Promise<void>} */
  const listening = new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  await listening;
  server.unref();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "demo.lock");
  writeFileSync(path, JSON.stringify({ port, word }), { mode: 0o600 });
  return () => {
    server.close();
    rmSync(path, { force: true });
  };
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>} whether another demo serves this data folder
 */
export async function claimed(folder) {
  try {
    const { port, word } = JSON.parse(readFileSync(join(folder, "demo.lock"), "utf8"));
    return (await listen(port)) === word;
  } catch {
    return false;
  }
}

/**
 * @param {number} port
 * @returns {Promise<string>}
 */
function listen(port) {
  return new Promise((resolve, reject) => {
    let heard = "";
    const socket = connect({ port, host: "127.0.0.1", timeout: 2_000 });
    socket.on("data", (chunk) => (heard += chunk));
    socket.once("timeout", () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
    socket.once("end", () => resolve(heard));
  });
}
