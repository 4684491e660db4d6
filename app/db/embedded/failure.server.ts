/** Why the embedded server could not serve; `message` is one line fit for a terminal. */
export type EmbeddedReason =
  | "no-binaries"
  | "in-use"
  | "disk-full"
  | "port-taken"
  | "not-permitted"
  | "failed";

export class EmbeddedFailure extends Error {
  override readonly name = "EmbeddedFailure";
  constructor(
    readonly reason: EmbeddedReason,
    message: string,
  ) {
    super(message);
  }
}

/** Reads what PostgreSQL or the system said and names it in one line. */
export function failureFrom(said: string, doing: string): EmbeddedFailure {
  if (/No space left on device|Check free disk space|ENOSPC/.test(said)) {
    return new EmbeddedFailure("disk-full", `disk full while ${doing}: free some space and rerun`);
  }
  if (/Address already in use|EADDRINUSE/.test(said)) {
    return new EmbeddedFailure("port-taken", `port taken while ${doing}`);
  }
  if (/lock file .* (already exists|is empty)|is still in use/.test(said)) {
    return new EmbeddedFailure("in-use", `another PostgreSQL serves this folder (${doing})`);
  }
  if (/EACCES|EPERM|EROFS|Permission denied|wrong ownership/.test(said)) {
    return new EmbeddedFailure("not-permitted", `no permission while ${doing}: ${lastLine(said)}`);
  }
  return new EmbeddedFailure("failed", `PostgreSQL failed while ${doing}: ${lastLine(said)}`);
}

function lastLine(said: string): string {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.findLast((line) => /FATAL|PANIC|error|could not/i.test(line));
  return (telling ?? lines.at(-1) ?? "it said nothing").trim();
}
