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
