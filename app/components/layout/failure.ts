import { isRouteErrorResponse } from "@remix-run/react";

/** The ways in which a page cannot be shown, as far as the reader is concerned. */
export type Failure =
  | "notFound"
  | "forbidden"
  | "unreadable"
  | "conflict"
  | "tooMany"
  | "unavailable";

/** Reads what an error boundary caught; whatever is not a refusal of ours is our failure. */
export function failureOf(error: unknown): Failure {
  if (!isRouteErrorResponse(error)) return "unavailable";
  return byStatus[error.status] ?? (error.status < 500 ? "notFound" : "unavailable");
}

const byStatus: Readonly<Record<number, Failure>> = {
  400: "unreadable",
  401: "forbidden",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  410: "notFound",
  413: "unreadable",
  415: "unreadable",
  429: "tooMany",
};

/** The keys of common.json for a failure. */
export function failureTexts(failure: Failure) {
  return {
    title: `error.${failure}.title`,
    lead: `error.${failure}.lead`,
    money: failure === "unavailable" ? ("error.unavailable.money" as const) : null,
  } as const;
}
