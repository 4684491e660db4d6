import type { AppLoadContext } from "@remix-run/node";
import { bareFrame, type DebtorFrame } from "#app/components/layout/frame.tsx";

/** The frame of a visit: brand, tabs, a person to talk to. Bare when nobody is known. */
export async function debtorFrame(
  _request: Request,
  _context: AppLoadContext,
): Promise<DebtorFrame> {
  return bareFrame;
}
