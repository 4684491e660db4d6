import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import ts from "typescript";

/** One breach of a rule. */
export interface Breach {
  readonly path: string;
  /** Counted from 1; 0 when the whole file is meant. */
  readonly line: number;
  readonly what: string;
}

/** A rule of the house: one sentence that a person understands, and a check that can fail. */
export interface Rule {
  readonly sentence: string;
  check(repository: Repository): readonly Breach[];
}

/** What an import names; where it is ours, as a path from the project's folder. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** `app/…` for our own files; the specifier itself for packages and Node's modules. */
  readonly to: string;
  readonly own: boolean;
}

const code = /\.(ts|tsx|mjs|js)$/;
const generated = ["app/db/generated/", "app/simulators/stripe/schema/"];
const folders = ["app", "prisma", "public", "tests", "docs", ".ci"];

/** The project's files as text, parsed once; rules are tried on invented ones by `of`. */
export class Repository {
  private readonly parsed = new Map<string, ts.SourceFile>();
  private readonly found = new Map<string, readonly Import[]>();

  private constructor(
    private readonly texts: ReadonlyMap<string, string>,
    /** Names in the project's folder, folders included. */
    readonly topLevel: readonly string[],
  ) {}

  static of(files: Readonly<Record<string, string>>): Repository {
    const tops = Object.keys(files).map((path) => path.split("/")[0] ?? path);
    return new Repository(new Map(Object.entries(files)), [...new Set(tops)]);
  }

  /** Everything that is ours under the folder: no packages, nothing built or generated. */
  static onDisk(root: string): Repository {
    const entries = readdirSync(root, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    const paths = [...files, ...folders.flatMap((folder) => below(root, folder))];
    const texts = paths
      .filter((path) => !generated.some((folder) => path.startsWith(folder)))
      .map((path) => [path, readFileSync(join(root, path), "utf8")] as const);
    return new Repository(
      new Map(texts),
      entries.map((entry) => entry.name),
    );
  }

  /** Paths that satisfy the pattern, in order. */
  paths(pattern: RegExp): readonly string[] {
    return [...this.texts.keys()].filter((path) => pattern.test(path)).sort();
  }

  /** Paths of everything that is program text. */
  code(within: RegExp = /./): readonly string[] {
    return this.paths(within).filter((path) => code.test(path));
  }

  text(path: string): string {
    return this.texts.get(path) ?? "";
  }

  has(path: string): boolean {
    return this.texts.has(path);
  }

  tree(path: string): ts.SourceFile {
    const known = this.parsed.get(path);
    if (known !== undefined) return known;
    const tree = ts.createSourceFile(path, this.text(path), ts.ScriptTarget.Latest, true);
    this.parsed.set(path, tree);
    return tree;
  }

  imports(path: string): readonly Import[] {
    const known = this.found.get(path);
    if (known !== undefined) return known;
    const imports = specifiersIn(this.tree(path)).map(({ text, line }) => ({
      from: path,
      line,
      specifier: text,
      ...resolved(path, text),
    }));
    this.found.set(path, imports);
    return imports;
  }
}

/** Every node of a file, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** Line of a node, counted from 1. */
export function lineOf(node: ts.Node): number {
  const tree = node.getSourceFile();
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

function below(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  } catch {
    return [];
  }
}

/** Static, dynamic and type imports, and re-exports. */
function specifiersIn(tree: ts.SourceFile): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  const keep = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) {
      found.push({ text: node.text, line: lineOf(node) });
    }
  };
  for (const node of nodesOf(tree)) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) keep(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      keep(node.argument.literal);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      keep(node.arguments[0]);
    }
  }
  return found;
}

function resolved(from: string, specifier: string): { to: string; own: boolean } {
  const bare = specifier.replace(/\?.*$/, "");
  if (bare.startsWith("#app/")) return { to: bare.slice(1), own: true };
  if (bare.startsWith(".")) return { to: normalize(join(dirname(from), bare)), own: true };
  return { to: specifier, own: false };
}
