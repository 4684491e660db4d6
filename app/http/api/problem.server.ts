/** Why a request is refused, as RFC 9457 says it. */
export interface Problem {
  readonly status: number;
  /** Stable, in kebab case: what programs look at. */
  readonly code: string;
  /** One sentence for people. */
  readonly detail: string;
  /** Where in the document or the query the fault stands. */
  readonly path?: string;
  /** Every fault, where several are known. */
  readonly errors?: readonly { readonly path: string; readonly code: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function problem(
  status: number,
  code: string,
  detail: string,
  more: Pick<Problem, "path" | "errors" | "headers"> = {},
): Problem {
  return { status, code, detail, ...more };
}

/** A foreign id answers exactly like a missing one. */
export const notThere = problem(404, "not-found", "There is nothing here that this key may see.");

/** The problem as a response; `instance` names the request in the log. */
export function problemResponse(what: Problem, instance: string): Response {
  const { status, code, detail, path, errors, headers } = what;
  const body = {
    type: `urn:evenkeel:problem:${code}`,
    title: titles[status] ?? "Refused",
    status,
    code,
    detail,
    ...(path === undefined ? {} : { path }),
    ...(errors === undefined ? {} : { errors }),
    instance: `urn:uuid:${instance}`,
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      "Cache-Control": "no-store",
      ...headers,
    },
  });
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Key needed",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Cannot be processed",
  429: "Too many requests",
  500: "Our fault",
  503: "Not available now",
};
