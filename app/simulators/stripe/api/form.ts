/** A parsed parameter: text, a list, or fields. */
export type Param = string | Param[] | Params;
export interface Params {
  [name: string]: Param;
}

/** Reads form encoding with nested brackets: `a[b][0][c]=1&expand[]=x` → {a:{b:[{c:"1"}]},…}. */
export function parseForm(text: string): Params {
  const root = fields();
  for (const [name, value] of new URLSearchParams(text)) {
    const [head = "", ...rest] = name.replaceAll("]", "").split("[");
    put(root, [head, ...rest], value);
  }
  return tidy(root) as Params;
}

const fields = (): Params => Object.create(null) as Params;

function put(into: Params, path: string[], value: string): void {
  const [key = "", ...rest] = path;
  const name = key === "" ? String(Object.keys(into).length) : key;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const next = into[name];
  const inner = next !== undefined && typeof next === "object" ? (next as Params) : fields();
  into[name] = inner;
  put(inner, rest, value);
}

/** Fields named 0, 1, 2 … are a list. */
function tidy(value: Param): Param {
  if (typeof value === "string") return value;
  const entries = Object.entries(value as Params);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  if (isList) return entries.map(([, item]) => tidy(item));
  const out = fields();
  for (const [key, item] of entries) out[key] = tidy(item);
  return out;
}
