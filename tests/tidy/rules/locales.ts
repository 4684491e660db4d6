import ts from "typescript";
import { type Breach, lineOf, nodesOf, type Repository, type Rule } from "../repository.ts";

const folder = /^app\/i18n\/locales\/([^/]+)\/([^/]+)\.json$/;
const plural = /_(zero|one|two|few|many|other)$/;

/** Both languages say everything, and nothing is said to nobody. */
export const locales: readonly Rule[] = [
  {
    sentence: "Every text exists in every language.",
    check: (repository) =>
      repository.paths(folder).flatMap((path) => {
        const own = keysOf(repository, path);
        return siblings(repository, path).flatMap((other) =>
          [...keysOf(repository, other)]
            .filter((key) => !own.has(key))
            .map((key) => ({ path, line: 0, what: `lacks ${key}` })),
        );
      }),
  },
  {
    sentence: "No text is empty, and its values are the same in every language.",
    check: (repository) =>
      repository.paths(folder).flatMap((path) => {
        const others = siblings(repository, path).map((other) => textsOf(repository, other));
        return [...textsOf(repository, path)]
          .filter(([key, text]) => text === "" || others.some((one) => differs(one.get(key), text)))
          .map(([key]) => ({ path, line: 0, what: `${key} is empty or names other values` }));
      }),
  },
  {
    sentence: "Every text is used.",
    check: (repository) => {
      const spoken = spokenIn(repository);
      return repository
        .paths(folder)
        .flatMap((path) =>
          [...keysOf(repository, path)]
            .filter((key) => !spoken.says(key))
            .map((key) => ({ path, line: 0, what: `${key} is never used` })),
        );
    },
  },
  {
    sentence: "Every text that is asked for exists.",
    check: (repository) => {
      const known = new Set(
        repository.paths(folder).flatMap((path) => [...keysOf(repository, path)]),
      );
      if (known.size === 0) return [];
      return repository
        .code(/^app\/(?!domain\/|simulators\/)/)
        .flatMap((path) => asked(path, repository.tree(path)))
        .filter(({ what }) => !known.has(what))
        .map((breach) => ({ ...breach, what: `${breach.what} is in no locale file` }));
    },
  },
];

/** Flat keys, plural endings taken off: languages have different numbers of plural forms. */
function keysOf(repository: Repository, path: string): ReadonlySet<string> {
  return new Set([...textsOf(repository, path).keys()].map((key) => key.replace(plural, "")));
}

function textsOf(repository: Repository, path: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const walk = (node: unknown, key: string): void => {
    if (typeof node === "string") texts.set(key, node);
    else if (node !== null && typeof node === "object") {
      for (const [name, value] of Object.entries(node)) walk(value, key ? `${key}.${name}` : name);
    }
  };
  walk(JSON.parse(repository.text(path)), "");
  return texts;
}

/** The same namespace in the other languages. */
function siblings(repository: Repository, path: string): readonly string[] {
  const namespace = folder.exec(path)?.[2];
  return repository
    .paths(folder)
    .filter((other) => other !== path && folder.exec(other)?.[2] === namespace);
}

/** `{{amount}}` must stand in both; a text that the other language lacks is another rule's. */
function differs(theirs: string | undefined, own: string): boolean {
  if (theirs === undefined) return false;
  return valuesIn(theirs) !== valuesIn(own);
}

function valuesIn(text: string): string {
  const names = [...text.matchAll(/\{\{\s*-?\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? "");
  return [...new Set(names)].sort().join(" ");
}

/**
 * Everything that could name a key: string literals, and templates, whose blanks may be anything.
 * A key built some other way must be written out, so that a reader can search for it.
 */
function spokenIn(repository: Repository): { says(key: string): boolean } {
  const literals = new Set<string>();
  const templates: RegExp[] = [];
  for (const path of repository.code(/^(app|prisma)\//)) {
    for (const node of nodesOf(repository.tree(path))) {
      if (ts.isStringLiteralLike(node)) literals.add(withoutNamespace(node.text));
      if (ts.isTemplateExpression(node)) {
        const pattern = templatePattern(node);
        if (pattern !== null) templates.push(pattern);
      }
    }
  }
  const asObject = (key: string): boolean =>
    key.includes(".") && literals.has(key.slice(0, key.lastIndexOf(".")));
  return {
    says: (key) =>
      literals.has(key) || asObject(key) || templates.some((pattern) => pattern.test(key)),
  };
}

/** Only templates that begin with a fixed group of keys count: `reasons.${reason}`. */
function templatePattern(node: ts.TemplateExpression): RegExp | null {
  const head = withoutNamespace(node.head.text);
  if (!/^[a-z][\w.-]*$/i.test(head)) return null;
  const rest = node.templateSpans.map((span) => `.+${escaped(span.literal.text)}`).join("");
  return new RegExp(`^${escaped(head)}${rest}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function withoutNamespace(text: string): string {
  return text.replace(/^(common|debtor|learn|staff|notices):/, "");
}

/** Literal keys handed to `t(…)`, `….t(…)` and `i18nKey="…"`. */
function asked(path: string, tree: ts.SourceFile): Breach[] {
  const found: Breach[] = [];
  for (const node of nodesOf(tree)) {
    const key = literalKey(node);
    if (key !== null) found.push({ path, line: lineOf(node), what: withoutNamespace(key) });
  }
  return found;
}

function literalKey(node: ts.Node): string | null {
  if (ts.isJsxAttribute(node) && node.name.getText() === "i18nKey") {
    const value = node.initializer;
    return value !== undefined && ts.isStringLiteral(value) ? value.text : null;
  }
  if (!ts.isCallExpression(node) || !/(^|\.)t$/.test(node.expression.getText())) return null;
  const [first] = node.arguments;
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : null;
}
