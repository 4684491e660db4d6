import type { Outcome } from "#app/services/payments/outcome.ts";
import type { PaymentState } from "#app/services/payments/payment-state.ts";
import { ask, mismatch, refused } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";
import { sessionExpansion, stateOfIntent, stateOfSession } from "./read-state.server.ts";

/** The state by a session's, an intent's or a charge's id. */
export async function fetchPayment(
  connection: Connection,
  id: string,
): Promise<Outcome<PaymentState>> {
  if (id.startsWith("cs_")) return bySession(connection, id);
  if (id.startsWith("pi_")) return byIntent(connection, id);
  if (/^(ch|py)_/.test(id)) return byCharge(connection, id);
  return refused("not-found", `nothing here has an id like ${id}`);
}

async function bySession(connection: Connection, id: string): Promise<Outcome<PaymentState>> {
  const answer = await ask(() =>
    connection.stripe.checkout.sessions.retrieve(id, { expand: sessionExpansion }),
  );
  if (answer.kind !== "ok") return answer;
  if (answer.value.id !== id) return mismatch(`asked for ${id}, got ${String(answer.value.id)}`);
  return stateOfSession(answer.value);
}

/** The session that made the intent, if one did: only it knows whether the page is open. */
async function byIntent(connection: Connection, id: string): Promise<Outcome<PaymentState>> {
  const { stripe } = connection;
  const expand = sessionExpansion.map((path) => `data.${path}`);
  const sessions = await ask(() =>
    stripe.checkout.sessions.list({ payment_intent: id, limit: 1, expand }),
  );
  if (sessions.kind !== "ok") return sessions;
  if (!Array.isArray(sessions.value.data)) return mismatch("not a list of sessions");
  const [session] = sessions.value.data;
  if (session) return stateOfSession(session);
  const answer = await ask(() => stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] }));
  if (answer.kind !== "ok") return answer;
  if (answer.value.id !== id) return mismatch(`asked for ${id}, got ${String(answer.value.id)}`);
  return stateOfIntent(answer.value);
}

async function byCharge(connection: Connection, id: string): Promise<Outcome<PaymentState>> {
  const answer = await ask(() => connection.stripe.charges.retrieve(id));
  if (answer.kind !== "ok") return answer;
  const { id: found, payment_intent: intent } = answer.value;
  if (found !== id) return mismatch(`asked for ${id}, got ${String(found)}`);
  if (typeof intent !== "string") return refused("not-found", `charge ${id} has no intent`);
  return byIntent(connection, intent);
}
