const HIDDEN = "[hidden]";
const DEEPEST = 6;

/** Names of fields, in lower case without `-` and `_`, whose value is never written. */
const SECRET_FIELDS = new Set([
  ...["authorization", "cookie", "setcookie", "password", "secret", "secrets", "token", "apikey"],
  ...["code", "otp", "totpsecret", "stripesignature", "webhooksignature", "sessionsecrets"],
  ...["datakeys", "secretkey", "webhooksecrets", "databaseurl", "smtpurl"],
  ...["name", "debtorname", "email", "phone", "address", "postcode", "dateofbirth"],
  ...["idlast4", "cardlast4", "to", "subject", "text", "html", "facts", "values", "parameters"],
]);

/** What is hidden wherever it stands in a text. */
const SECRET_TEXTS: readonly RegExp[] = [
  /\b[sr]k_(?:live|test)_\w+/g,
  /\bwhsec_[\w+/=-]+/g,
  /\bBearer\s+\S+/gi,
  /:\/\/[^\s/@:]+:[^\s/@]+@/g,
  /[^\s<>@"'(=/:,]+@[^\s<>@"')/:,]+\.[a-z]{2,}/gi,
  /(?<![\w-])[\w-]{43}(?![\w-])/g,
];

/**
 * A copy without secrets and personal facts: fields known by name at any depth, and in every text
 * keys, bearer tokens, passwords in addresses, mail addresses and tokens of 256 bits.
 * Of an error its kind, code, message and stack remain, never a database's `detail`, which quotes
 * the row.
 */
export function redacted(fields: object): Record<string, unknown> {
  return object(fields, 0);
}

function value(given: unknown, depth: number): unknown {
  if (typeof given === "string") return text(given);
  if (typeof given === "bigint") return given.toString();
  if (typeof given !== "object" || given === null) return given;
  if (given instanceof Date) return given.toISOString();
  if (given instanceof Error) return error(given, depth);
  if (ArrayBuffer.isView(given)) return `[${given.byteLength} bytes]`;
  if (depth >= DEEPEST) return "[deep]";
  if (Array.isArray(given)) return given.map((item) => value(item, depth + 1));
  return object(given, depth);
}

function object(given: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, inner]) => {
      const secret = SECRET_FIELDS.has(name.toLowerCase().replace(/[-_]/g, ""));
      return [name, secret && inner !== undefined ? HIDDEN : value(inner, depth + 1)];
    }),
  );
}

function error(given: Error & { code?: unknown }, depth: number): Record<string, unknown> {
  return {
    type: given.name,
    ...(typeof given.code === "string" ? { code: given.code } : {}),
    message: text(given.message),
    stack: text(given.stack ?? ""),
    ...(given.cause instanceof Error && depth < DEEPEST
      ? { cause: error(given.cause, depth + 1) }
      : {}),
  };
}

function text(given: string): string {
  return SECRET_TEXTS.reduce((left, pattern) => left.replace(pattern, HIDDEN), given);
}
