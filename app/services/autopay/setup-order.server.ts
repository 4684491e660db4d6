import { z } from "zod";
import type { CardSetupRow } from "#app/db/stores/card-setups.server.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import type { SetupOrder } from "../payments/provider-saved.ts";

/** What is stored of a setup call beside the row's own columns. */
const storedForm = z.object({
  customer: z.string(),
  currency: z.string().refine(isCurrency),
  locale: z.string(),
  methods: z.array(z.enum(["card", "alipay", "wechat_pay"])),
  successUrl: z.string(),
  cancelUrl: z.string(),
});
export type StoredSetup = z.input<typeof storedForm>;

/** The call of a setup, the same to the letter each time. */
export function setupOrderOf(setup: CardSetupRow): SetupOrder {
  return {
    ...storedForm.parse(setup.params),
    setupId: setup.id,
    idempotencyKey: `setup:${setup.id}:create`,
    expiresAt: setup.expiresAt.getTime(),
  };
}
