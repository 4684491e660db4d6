import type { Decline } from "../memory.ts";

/** What the card network tells of a decline (docs.stripe.com/declines/codes). */
export interface Advice {
  advice_code: "confirm_card_data" | "do_not_try_again" | "try_again_later";
  network_decline_code: string;
}

/** Null when it was not the bank that declined. */
export function adviceOf({ declineCode }: Decline): Advice | null {
  if (declineCode === null) return null;
  const [advice, network] = known[declineCode] ?? ["try_again_later", "05"];
  return { advice_code: advice, network_decline_code: network };
}

const known: Record<string, [Advice["advice_code"], string]> = {
  lost_card: ["do_not_try_again", "41"],
  stolen_card: ["do_not_try_again", "43"],
  expired_card: ["confirm_card_data", "54"],
  incorrect_cvc: ["confirm_card_data", "N7"],
  insufficient_funds: ["try_again_later", "51"],
  card_velocity_exceeded: ["try_again_later", "65"],
  authentication_required: ["try_again_later", "65"],
};
