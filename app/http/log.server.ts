import { type DestinationStream, type Logger, pino } from "pino";
import type { Log } from "#app/services/ports.ts";
import { redacted } from "./redact.server.ts";
import type { LogLevel } from "./settings.server.ts";

/**
 * One JSON object a line: `level` as a word, `time` in ISO 8601, `msg`, and fields from which
 * secrets and personal facts have been taken (redact.server.ts).
 * `destination` is a stream; 1 (standard output) or 2 (standard error, for commands) by default 1.
 */
export function createLog(
  level: LogLevel,
  fields: Record<string, unknown> = {},
  destination: DestinationStream | 1 | 2 = 1,
): Log {
  const stream = typeof destination === "number" ? pino.destination(destination) : destination;
  const logger = pino(
    {
      level,
      base: fields,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        bindings: redacted,
        log: redacted,
      },
      serializers: { err: (given: unknown) => given },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg) => (typeof arg === "string" ? redacted({ arg }).arg : arg));
          method.apply(this, clean as Parameters<typeof method>);
        },
      },
    },
    stream,
  );
  return wrapped(logger);
}

/** pino applies no formatter to a child's own fields, so they are cleaned on the way in. */
function wrapped(logger: Logger): Log {
  return {
    trace: logger.trace.bind(logger),
    debug: logger.debug.bind(logger),
    info: logger.info.bind(logger),
    warn: logger.warn.bind(logger),
    error: logger.error.bind(logger),
    fatal: logger.fatal.bind(logger),
    child: (fields) => wrapped(logger.child(redacted(fields))),
  };
}
