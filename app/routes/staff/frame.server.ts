import type { AppLoadContext } from "@remix-run/node";
import type { StaffFrame } from "#app/components/staff/staff-frame.tsx";

/** The frame of a signed-in person: name, portfolio, rail. Null when nobody is signed in. */
export async function staffFrame(
  _request: Request,
  _context: AppLoadContext,
): Promise<StaffFrame | null> {
  return null;
}
