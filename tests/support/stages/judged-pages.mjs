import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cache, root } from "../../../app/cli/launch/paths.mjs";

/** Where the browser tests note each page that axe has judged: a language and a path a line. */
export const judgedFile = join(cache, "tests", "judged.txt");

/**
 * The pages of the map of routes that no browser test has judged in a language: "zh-CN /home".
 * @returns {string[]}
 */
export function unjudgedPages() {
  const seen = existsSync(judgedFile) ? readFileSync(judgedFile, "utf8").split("\n") : [];
  return ["zh-CN", "en"].flatMap((language) => {
    const paths = seen.filter((line) => line.startsWith(`${language} `));
    return pages()
      .filter(({ pattern }) => !paths.some((line) => pattern.test(line.slice(language.length + 1))))
      .map(({ path }) => `${language} ${path}`);
  });
}

/** Every route with a page of its own; a `.ts` route answers without one. */
function pages() {
  const map = readFileSync(join(root, "app", "routes.ts"), "utf8");
  const routes = map.matchAll(/route\(\s*"([^"]+)",\s*"routes\/(\w+)\/[^"]+\.tsx"/g);
  return [...routes].flatMap(([, path = "", room = ""]) => {
    if (path === "*" || room === "staff" || room === "styleguide") return [];
    const source = path.replace(/:\w+/g, "[^/]+");
    return [{ path: `/${path}`, pattern: new RegExp(`^/${source}$`) }];
  });
}
