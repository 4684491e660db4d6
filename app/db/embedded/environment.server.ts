/**
 * What the database and its guard are told: nothing of ours, least of all secrets. Windows programs
 * do not start without the system's variables, so there they inherit all.
 */
export function bareEnvironment(): { env?: NodeJS.ProcessEnv } {
  if (process.platform === "win32") return {};
  const env: Record<string, string> = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
  return { env: env as NodeJS.ProcessEnv };
}
