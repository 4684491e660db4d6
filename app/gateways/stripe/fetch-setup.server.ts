import type Stripe from "stripe";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type { MethodState, SetupState } from "#app/services/payments/provider-saved.ts";
import { ask, mismatch, refused } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { methodStateOf } from "./read-method.server.ts";
import { setupField } from "./start-setup.server.ts";

const expand = ["setup_intent.payment_method"];

/** The state of a setup by its session's id. */
export async function fetchSetup({ stripe }: Connection, id: string): Promise<Outcome<SetupState>> {
  if (!id.startsWith("cs_")) return refused("not-found", `no setup has an id like ${id}`);
  const answer = await ask(() => stripe.checkout.sessions.retrieve(id, { expand }));
  if (answer.kind !== "ok") return answer;
  const session = answer.value;
  if (session.id !== id) return mismatch(`asked for ${id}, got ${String(session.id)}`);
  if (session.mode !== "setup") return mismatch(`session ${id} has another mode`);
  const intent = session.setup_intent;
  if (typeof intent === "string" || !intent) return mismatch(`session ${id} came unexpanded`);
  return stateOf(session, intent);
}

function stateOf(
  session: Stripe.Checkout.Session,
  intent: Stripe.SetupIntent,
): Outcome<SetupState> {
  const method = methodOf(intent);
  if (method !== null && method.kind !== "ok") return method;
  const { customer } = session;
  return {
    kind: "ok",
    value: {
      reference: session.id,
      status: statusOf(session, intent),
      setupId: session.metadata?.[setupField] ?? null,
      livemode: session.livemode,
      customer: typeof customer === "string" ? customer : (customer?.id ?? null),
      method: method === null ? null : method.value,
    },
  };
}

/** Only a setup that succeeded has a card that may be charged. */
function methodOf(intent: Stripe.SetupIntent): Outcome<MethodState> | null {
  if (intent.status !== "succeeded") return null;
  const { payment_method: method } = intent;
  if (typeof method === "string" || !method) return mismatch(`setup ${intent.id} has no card`);
  return methodStateOf(method);
}

function statusOf(
  session: Stripe.Checkout.Session,
  intent: Stripe.SetupIntent,
): SetupState["status"] {
  if (intent.status === "succeeded") return "succeeded";
  if (session.status === "expired") return "expired";
  if (session.status === "open") return "open";
  return "failed";
}
