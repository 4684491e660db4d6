import { fork } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./paths.mjs";
import { Stop } from "./say.mjs";
import { tail } from "./tool.mjs";

const leash = fileURLToPath(new URL("./leash.mjs", import.meta.url));

/**
 * @typedef {object} Member
 * @property {string} name
 * @property {import("node:child_process").ChildProcess} process
 * @property {Record<string, unknown>} ready what it said when it was ready
 * @property {Promise<void>} ended
 */

/** The processes that one launcher started; they end with it, youngest first. */
export class Family {
  /** @type {Member[]} */
  #members = [];
  #stopping = false;

  /**
   * @param {string} bundles folder of what is run
   * @param {string} logs folder for what each process prints
   * @param {(name: string, why: string) => void} onLoss told when one ends that should not
   */
  constructor(bundles, logs, onLoss) {
    this.bundles = bundles;
    this.logs = logs;
    this.onLoss = onLoss;
    mkdirSync(logs, { recursive: true, mode: 0o700 });
  }

  /**
   * Starts a process that goes on, and waits until it says `{type: "ready", …}`.
   * @param {string} name of the bundle
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} env
   * @returns {Promise<Record<string, unknown>>} the rest of what it said
   */
  async start(name, args, env) {
    const started = this.#spawn(name, args, env);
    const ready = await started.said("ready");
    const { child: process, ended } = started;
    this.#members.push({ name, process, ready, ended });
    void ended.then(() => {
      if (!this.#stopping) this.onLoss(name, started.lastWords());
    });
    return ready;
  }

  /**
   * Runs a process to its end.
   * @param {string} name of the bundle
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} env
   * @returns {Promise<Record<string, unknown>>} what it said with `{type: "done", …}`
   */
  async run(name, args, env) {
    const started = this.#spawn(name, args, env);
    const result = await started.said("done");
    await started.ended;
    return result;
  }

  /**
   * The newest process of a name, for whoever tries what happens when it is killed.
   * @param {string} name
   */
  newest(name) {
    return this.#members.findLast((member) => member.name === name)?.process;
  }

  /** Ends all, youngest first; what does not go within five seconds is killed. */
  async stop() {
    this.#stopping = true;
    for (const member of this.#members.reverse()) {
      member.process.kill("SIGTERM");
      const patience = setTimeout(() => member.process.kill("SIGKILL"), 5_000);
      await member.ended;
      clearTimeout(patience);
    }
    this.#members = [];
  }

  /**
   * Children get a process group of their own, so that Ctrl-C reaches only the launcher and the
   * order of ending stays ours.
   * @param {string} name
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} env
   */
  #spawn(name, args, env) {
    const child = fork(join(this.bundles, `${name}.js`), args, {
      cwd: root,
      env,
      execArgv: ["--enable-source-maps", "--import", leash],
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const log = join(this.logs, `${name}.log`);
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, "", { mode: 0o600 });
    let words = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        words = (words + chunk).slice(-8_000);
        appendFileSync(log, chunk);
      });
    }
    /** @type {Promise<void>} */
    const ended = new Promise((resolve) => child.once("close", () => resolve()));
    const lastWords = () => tail(words, 15);
    return { child, ended, lastWords, said: said(child, name, ended, lastWords) };
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} name
 * @param {Promise<void>} ended
 * @param {() => string} lastWords
 * @returns {(type: string) => Promise<Record<string, unknown>>}
 */
function said(child, name, ended, lastWords) {
  return (type) =>
    new Promise((resolve, reject) => {
      child.on("message", (/** @type {Record<string, unknown>} */ message) => {
        if (message.type === type) resolve(message);
      });
      child.once("error", reject);
      void ended.then(() => reject(new Stop(lossLine(name, lastWords()))));
    });
}

/**
 * @param {string} name
 * @param {string} words
 */
function lossLine(name, words) {
  if (/ENOSPC|No space left on device/i.test(words)) {
    return "The disk is full: make room and run the command again.";
  }
  return `The ${name} process ended unexpectedly:\n${words}`;
}
