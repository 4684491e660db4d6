import { type Invitation, inviteHelper } from "#app/services/helpers/invite-helper.server.ts";
import { openHelperLink } from "#app/services/helpers/open-helper-link.server.ts";
import { checkCode } from "#app/services/identity/check-code.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { timeline } from "#app/services/reading/timeline.server.ts";
import type { TestRuntime } from "./runtime.ts";
import { address, codeTo, proven, sendAll, visit } from "./visitor.ts";

let invited = 0;

/** Somebody plainly invented, with a contact that nobody else has. */
export function invitation(changes: Partial<Invitation> = {}): Invitation {
  invited += 1;
  return {
    name: "李帮手",
    shownAs: "小林",
    channel: "email",
    contact: `helper-${invited}@example.cn`,
    scopes: [],
    days: 30,
    locale: "zh-CN",
    ...changes,
  };
}

/** Invites a helper and lets the messages leave; answers the secret of the link. */
export async function invite(
  runtime: TestRuntime,
  visitor: Visit,
  changes: Partial<Invitation> = {},
): Promise<{ readonly helperId: string; readonly linkToken: string }> {
  const inside = visitor.actor.level === 2 ? visitor : await proven(runtime, visitor);
  const wish = invitation(changes);
  const done = await inviteHelper(runtime, inside, wish);
  if (!done.ok) throw new Error(done.error);
  await sendAll(runtime, visitor.debtor.id);
  const letter = runtime.sent.findLast(({ to }) => to === wish.contact);
  const linkToken = /\/h\/([\w-]{43})/.exec(letter?.text ?? "")?.[1] ?? "";
  return { helperId: done.value.helperId, linkToken };
}

/** Follows a helper's link to the door; answers the visit's token. */
export async function atDoor(runtime: TestRuntime, linkToken: string): Promise<string> {
  const opened = await openHelperLink(runtime, linkToken);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value.sessionToken;
}

/** Comes in by link and code; answers the visit's token. */
export async function comeIn(
  runtime: TestRuntime,
  linkToken: string,
  channel: "email" | "sms" = "email",
): Promise<string> {
  const door = await visit(runtime, await atDoor(runtime, linkToken));
  const text = await codeTo(runtime, door, "helper", channel);
  const checked = await checkCode(runtime, door, "helper", { text, address });
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  return checked.value.sessionToken;
}

/** What a debtor's history says was done by and about their helpers, newest first. */
export async function helperActsOf(runtime: TestRuntime, who: Visit): Promise<readonly string[]> {
  const actor = { ...who.actor, debtorRef: who.debtor.ref };
  const all = await timeline(runtime, actor, { limit: 100, messages: true });
  return all.map(({ what }) => what).filter((what) => what.startsWith("helper."));
}
