import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createLog } from "#app/http/log.server.ts";

function capture(write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  write(createLog("info", { process: "web" }, { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("the log", () => {
  test("writes level, time, message and fields as one JSON object a line", () => {
    const [line] = capture((log) => log.info({ accountId: "a1", tookMs: 3n }, "posted"));
    expect(line).toMatchObject({
      level: "info",
      process: "web",
      accountId: "a1",
      tookMs: "3",
      msg: "posted",
    });
    expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test("hides secrets and personal facts at any depth, in children, and in texts", () => {
    const token = randomBytes(32).toString("base64url");
    const secrets = ["林静", "1990-02-28", "hunter2", "lin@example.com", "sk_live_abc", token];
    const failure = Object.assign(new Error(`no route for lin@example.com /l/${token}`), {
      detail: "Key (name)=(林静) already exists.",
      code: "23505",
    });
    const lines = capture((log) => {
      const child = log.child({ debtor: { name: "林静" }, headers: { "Set-Cookie": "hunter2" } });
      child.warn({ request: { form: [{ date_of_birth: "1990-02-28", password: "hunter2" }] } });
      child.error({ err: failure, url: `https://pay.example.com/l/${token}?x=1` }, "failed");
      child.info(`GET /l/${token} with sk_live_abc for lin@example.com`);
      child.info({ db: "postgres://user:hunter2@db/evenkeel", auth: `Bearer ${token}` });
    });
    const written = JSON.stringify(lines);
    for (const secret of secrets) expect(written).not.toContain(secret);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatchObject({ msg: "failed", err: { type: "Error", code: "23505" } });
  });
});
