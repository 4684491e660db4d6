import type { HelperScope } from "./helper.ts";

/** What a page asks of a helper: to look at it, and to act on it. Absent: no helper may. */
interface PageRule {
  readonly look?: HelperScope;
  readonly act?: HelperScope;
}

/**
 * Every page of a debtor that a helper may open, by its address in app/routes.ts with `*` for each
 * id. What does not stand here is refused: signing, cards, autopay, contacts, preferences, papers,
 * messages, hardship, disputes, complaints and the inviting of others.
 */
const pages: Readonly<Record<string, PageRule>> = {
  "/home": { look: "view" },
  "/timeline": { look: "view" },
  "/a/*/balance": { look: "view" },
  "/a/*/plan": { look: "view" },
  "/a/*/receipts/*": { look: "view" },
  "/pay/receipts/*": { look: "view" },
  "/a/*/pay": { look: "pay", act: "pay" },
  "/a/*/pay/transfer": { look: "pay" },
  "/pay": { look: "pay", act: "pay" },
  "/pay/return": { look: "pay" },
  "/a/*/ways": { look: "propose" },
  "/a/*/propose": { look: "propose", act: "propose" },
  "/a/*/suggest": { act: "propose" },
  "/a/*/suggested/*": { look: "propose" },
};

/** The way out, and what says nothing of anybody: open to everyone, and so to a helper. */
const everybodys = ["/sign-out", "/verify", "/learn", "/learn/*"];

/**
 * Whether a helper with these scopes may open an address of the debtor's area, or act on it: the
 * one place that decides it. An address that no rule names is refused.
 */
export function helperMay(
  scopes: readonly HelperScope[],
  path: string,
  what: "look" | "act" = "look",
): boolean {
  const parts = path.split("/");
  if (everybodys.some((pattern) => matches(pattern.split("/"), parts))) return true;
  const rule = Object.entries(pages).find(([pattern]) => matches(pattern.split("/"), parts));
  const needed = rule?.[1][what];
  return needed !== undefined && scopes.includes(needed);
}

/** The page of a path as records name it, without ids; "other" for one that no helper opens. */
export function helperPage(path: string): string {
  const parts = path.split("/");
  return Object.keys(pages).find((pattern) => matches(pattern.split("/"), parts)) ?? "other";
}

function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  if (pattern.length !== parts.length) return false;
  return pattern.every((part, at) => (part === "*" ? parts[at] !== "" : part === parts[at]));
}
