import { createServer } from "node:net";
import { note } from "./say.mjs";

/**
 * The wanted port of 127.0.0.1, or the next free one above it.
 * @param {number} wanted
 * @param {Set<number>} taken ports already given away by this process; the answer joins them
 * @returns {Promise<number>}
 */
export async function nextFreePort(wanted, taken = new Set()) {
  for (let port = wanted; port < Math.min(wanted + 1000, 65_536); port++) {
    if (taken.has(port) || !(await free(port))) continue;
    if (port !== wanted) note(`Port ${wanted} is taken; using ${port}.`);
    taken.add(port);
    return port;
  }
  throw new Error(`no free port from ${wanted} on`);
}

/**
 * Takes a port, so that nobody else finds it free before its own process listens there.
 * @param {number} port
 * @returns {Promise<() => Promise<unknown>>} lets go of it
 */
export function holdPort(port) {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    const release = () => new Promise((done) => void server.close(() => done(undefined)));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(release));
  });
}

/**
 * A port counts as free when nobody listens there on loopback nor on all addresses.
 * @param {number} port
 */
async function free(port) {
  return (await listens(port, "127.0.0.1")) && (await listens(port, undefined));
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<boolean>}
 */
function listens(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
