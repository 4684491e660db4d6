import { formTokenField } from "#app/components/forms/page-form.tsx";
import { cookieName } from "#app/http/cookies.server.ts";
import { formToken, visitCookie } from "#app/http/csrf.server.ts";
import type { TestRuntime } from "./runtime.ts";

/** What the forms of the one browser of these tests are known by. */
export const browser = "b".repeat(22);

/** A debtor's form as their browser sends it. */
export interface SentForm {
  /** The page's path. */
  readonly to: string;
  /** The token of the visit. */
  readonly token: string;
  /** What this browser's forms are known by; absent: `browser`. */
  readonly forms?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Whether a file comes with it. */
  readonly files?: boolean;
}

/** The request of a form that a page of ours gave to `browser`. */
export function sentForm(runtime: TestRuntime, sent: SentForm): Request {
  const { to, token, forms = browser, fields = {}, files = false } = sent;
  const body = new FormData();
  body.set(formTokenField, formToken(browser, runtime.settings));
  for (const [name, text] of Object.entries(fields)) body.set(name, text);
  if (files) body.set("files", new File(["%PDF-1"], "a.pdf"));
  const cookies = [
    `${cookieName("debtor", runtime.settings)}=${token}`,
    `${cookieName(visitCookie, runtime.settings)}=${forms}`,
  ];
  return new Request(`http://127.0.0.1${to}`, {
    method: "POST",
    body: files ? body : new URLSearchParams(body as unknown as Record<string, string>),
    headers: { Cookie: cookies.join("; ") },
  });
}
