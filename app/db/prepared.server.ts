import { createHash } from "node:crypto";

const prepareAfter = 3;
const atMost = 400;

/**
 * Names for statements that come again and again, so that each connection parses and plans them
 * once. Texts that are built anew each time are seen too rarely to be named, and stay unprepared.
 */
export function statementNames(enabled: boolean): (sql: string) => string | undefined {
  const seen = new Map<string, { times: number; name: string }>();
  return (sql) => {
    if (!enabled) return undefined;
    const known = seen.get(sql);
    if (known !== undefined) {
      known.times += 1;
      return known.times >= prepareAfter ? known.name : undefined;
    }
    if (seen.size < atMost) seen.set(sql, { times: 1, name: nameFor(sql) });
    return undefined;
  };
}

const nameFor = (sql: string): string =>
  `ek_${createHash("sha256").update(sql).digest("hex").slice(0, 24)}`;
