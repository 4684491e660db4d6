import type { AppLoadContext } from "@remix-run/node";
import type { RailItem, StaffFrame } from "#app/components/staff/staff-frame.tsx";
import { staffVisitOf } from "#app/http/staff-session.server.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { staffWork, type WorkCounts } from "#app/services/reading/staff-work.server.ts";
import { type Permission, roleMay } from "#app/services/staff/permissions.server.ts";

/** The frame of a signed-in person: name, portfolio, rail. Null when nobody is signed in. */
export async function staffFrame(
  request: Request,
  context: AppLoadContext,
): Promise<StaffFrame | null> {
  const visit = await staffVisitOf(request, context);
  if (visit === null) return null;
  const { staff, actor } = visit;
  const t = translator(context.locale, "staff");
  const work = await staffWork(context.runtime, actor);
  return {
    person: t("frame.person", { name: staff.name, role: t(`role.${staff.role}`) }),
    portfolio: work.portfolio,
    rail: rooms
      .filter(({ permission }) => roleMay(actor.role, permission))
      .map((room) => ({
        label: t(`rail.${room.name}`),
        href: room.href,
        ...(room.gapped ? { gapped: true } : {}),
        ...countOf(room.name, work),
      })),
    signOutAction: "/staff/sign-out",
  };
}

interface Room {
  readonly name:
    | "today"
    | "accounts"
    | "proposals"
    | "hardship"
    | "disputes"
    | "complaints"
    | "messages"
    | "plans"
    | "payments"
    | "breaks"
    | "imports";
  readonly href: string;
  readonly permission: Permission;
  readonly gapped?: true;
}

const rooms: readonly Room[] = [
  { name: "today", href: "/staff", permission: "accounts:read" },
  { name: "accounts", href: "/staff/accounts", permission: "accounts:read" },
  { name: "proposals", href: "/staff/proposals", permission: "plans:read" },
  { name: "disputes", href: "/staff/disputes", permission: "cases:read" },
  { name: "complaints", href: "/staff/complaints", permission: "cases:read" },
  { name: "messages", href: "/staff/messages", permission: "messages:answer" },
  { name: "hardship", href: "/staff/hardship", permission: "hardship:read" },
  { name: "plans", href: "/staff/plans", permission: "plans:read" },
  { name: "payments", href: "/staff/payments", permission: "payments:read" },
  { name: "breaks", href: "/staff/breaks", permission: "breaks:read" },
  { name: "imports", href: "/staff/imports", permission: "imports:read", gapped: true },
];

function countOf(name: Room["name"], work: WorkCounts): Pick<RailItem, "count" | "due"> {
  if (name === "today" && work.tasks > 0) return { count: shown(work.tasks), due: work.late };
  if (name === "proposals" && work.proposals > 0) return { count: shown(work.proposals) };
  if (!isCounted(name) || work[name].count === 0) return {};
  return { count: shown(work[name].count), due: work[name].late };
}

const counted = ["disputes", "complaints", "messages", "hardship"] as const;
const isCounted = (name: string): name is (typeof counted)[number] =>
  (counted as readonly string[]).includes(name);

/** Counting stops where a number says no more than "many". */
const shown = (count: number): string => (count > 99 ? "99+" : `${count}`);
