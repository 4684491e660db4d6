import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { Secret, TOTP } from "otpauth";
import { formToken } from "#app/http/csrf.server.ts";
import { system } from "#app/services/act.server.ts";
import type { StaffActor, StaffRole } from "#app/services/actor.ts";
import { type AddedStaff, addStaff } from "#app/services/staff/add-staff.server.ts";
import { readStaffVisit } from "#app/services/staff/read-staff-visit.server.ts";
import { signIn } from "#app/services/staff/sign-in.server.ts";
import type { TestRuntime } from "./runtime.ts";

let added = 0;

/** A member of staff with a password and an authenticator; absent `portfolios`: all there are. */
export async function someStaff(
  runtime: TestRuntime,
  role: StaffRole,
  portfolios?: readonly string[],
): Promise<AddedStaff> {
  added += 1;
  const staff = await addStaff(runtime, system, {
    email: `${role}-${added}@example.com`,
    role,
    password: "correct-horse-battery",
    ...(portfolios === undefined ? {} : { portfolios }),
  });
  if (!staff.ok) throw new Error(staff.error);
  return staff.value;
}

/** What the authenticator shows now, or some steps of 30 seconds later. */
export function codeOf(runtime: TestRuntime, { totpSecret }: AddedStaff, later = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(totpSecret) });
  return totp.generate({ timestamp: runtime.clock.now() + later * 30_000 });
}

/** Signs in with everything right; answers the session's token. */
export async function tokenOfStaff(runtime: TestRuntime, staff: AddedStaff): Promise<string> {
  const { email, password } = staff;
  const attempt = { email, password, code: codeOf(runtime, staff), address: "203.0.113.9" };
  const signedIn = await signIn(runtime, attempt);
  if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.error));
  return signedIn.value.token;
}

/** The same as an actor, for services. */
export async function actorOf(runtime: TestRuntime, staff: AddedStaff): Promise<StaffActor> {
  const visit = await readStaffVisit(runtime, await tokenOfStaff(runtime, staff));
  if (visit === null) throw new Error("nobody is signed in");
  return visit.actor;
}

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;

export interface Asked {
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Null: nobody is signed in. */
  readonly token: string | null;
  /** Whose cookie holds it. */
  readonly area?: "staff" | "debtor";
  /** Present: it is a POST of this form. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  /** The form may carry files. */
  readonly multipart?: true;
}

const visitor = "abcdefghijklmnopqrstuv";

/** Asks a route's loader or action as the server would; answers what it returns or throws. */
export async function ask(runtime: TestRuntime, handler: Handler, asked: Asked): Promise<unknown> {
  const { token, form, path, area = "staff" } = asked;
  const cookie = [`visit=${visitor}`, ...(token === null ? [] : [`${area}=${token}`])].join("; ");
  const fields = form && bodyOf({ ...form, formToken: tokenOfForms(runtime) }, asked);
  const request = new Request(`http://127.0.0.1:3000${path}`, {
    headers: { cookie },
    ...(fields === undefined ? {} : { method: "POST", body: fields }),
  });
  const context: AppLoadContext = {
    runtime,
    locale: "en",
    nonce: "",
    requestId: "test",
    formToken: tokenOfForms(runtime),
    clientAddress: "203.0.113.9",
  };
  try {
    return await handler({ request, context, params: { ...asked.params } });
  } catch (thrown) {
    return thrown;
  }
}

function bodyOf(fields: NonNullable<Asked["form"]>, { multipart }: Asked) {
  const body = multipart ? new FormData() : new URLSearchParams();
  for (const [name, texts] of Object.entries(fields)) {
    for (const text of [texts].flat()) body.append(name, text);
  }
  return body;
}

const tokenOfForms = (runtime: TestRuntime): string => formToken(visitor, runtime.settings);

/** 200 for a page, else the status of the answer; a redirect with where it leads. */
export function outcomeOf(answer: unknown): string {
  if (answer instanceof Error) throw answer;
  if (!(answer instanceof Response)) return "200";
  const location = answer.headers.get("location");
  return location === null ? `${answer.status}` : `${answer.status} ${location}`;
}
