import { ask, type Load } from "./load.ts";

/** A browser without scripts: cookies, one page at a time, redirects seen. */
export class Browser {
  readonly #load: Load;
  readonly #cookies = new Map<string, string>();

  constructor(load: Load) {
    this.#load = load;
  }

  get(path: string): Promise<Page | null> {
    return this.#go(path, { method: "GET" });
  }

  /** Sends a page's form back to its own address. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page | null> {
    const body = new URLSearchParams(fields);
    return this.#go(path, { method: "POST", body, headers: { origin: this.#load.origin } });
  }

  async #go(path: string, init: RequestInit): Promise<Page | null> {
    const url = new URL(path, this.#load.origin);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const response = await ask(this.#load, url.href, { ...init, headers });
    if (response === null) return null;
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, text, to: response.headers.get("location") };
  }
}

export interface Page {
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads, as it was written. */
  readonly to: string | null;
}

/** The hidden field that every form of the portal carries. */
export function formToken({ text }: Page): Record<string, string> {
  const [, formToken = ""] = /name="formToken" value="([^"]*)"/.exec(text) ?? [];
  return { formToken };
}
