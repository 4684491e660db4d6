import { notFound } from "#app/http/responses.server.ts";

/** An address that no page of staff has; the layout's boundary says so within its frame. */
export function loader() {
  throw notFound();
}

export const action = loader;

export default function NotFound() {
  return null;
}
