/** Goes on by GET, after a form was done with or to another page. `path`: of this site. */
export function seeOther(path: string, headers: HeadersInit = {}): Response {
  return redirectTo(path, headers);
}

/** Goes on to an address elsewhere that we made or were given by the payment provider. */
export function seeOtherSite(url: string): Response {
  return redirectTo(url, {});
}

/** To be thrown: what is asked for is not there, or not for this visitor to know about. */
export function notFound(): Response {
  return refusal(404);
}

/** To be thrown: known, and not allowed. */
export function forbidden(): Response {
  return refusal(403);
}

/** To be thrown: somebody else's change came first. */
export function conflict(): Response {
  return refusal(409);
}

/** To be thrown: ask again later. */
export function tooManyRequests(retryAfterSeconds: number): Response {
  return refusal(429, { "Retry-After": String(Math.ceil(retryAfterSeconds)) });
}

/** A file to keep; never shown inside the site. `filename`: any characters. */
export function attachment(bytes: Uint8Array, filename: string, contentType: string): Response {
  const plain = filename.replace(/[^A-Za-z0-9._-]/g, "_");
  const encoded = encodeURIComponent(filename).replace(/['()*]/g, escaped);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": contentType,
      "Content-Length": String(bytes.length),
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      "Cache-Control": "private, no-store",
    },
  });
}

function redirectTo(location: string, headers: HeadersInit): Response {
  const all = new Headers(headers);
  all.set("Location", location);
  return new Response(null, { status: 303, headers: all });
}

function refusal(status: number, headers: HeadersInit = {}): Response {
  return new Response(null, { status, headers });
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
