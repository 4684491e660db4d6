-- Money that went back beyond what a payment held, written off as the creditor's loss.

CREATE TABLE "loss" (
    "id" UUID NOT NULL,
    "break_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "posting_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "two_people" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "agreed_by" TEXT,
    "agreed_at" TIMESTAMPTZ(3),

    CONSTRAINT "loss_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "loss_posting_id_key" ON "loss"("posting_id");
CREATE INDEX "loss_break_id_idx" ON "loss"("break_id");
CREATE INDEX "loss_portfolio_id_state_idx" ON "loss"("portfolio_id", "state");

ALTER TABLE loss
  ADD CONSTRAINT loss_amount CHECK (amount > 0),
  ADD CONSTRAINT loss_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT loss_note CHECK (note <> ''),
  ADD CONSTRAINT loss_state CHECK (state IN ('waiting', 'written', 'undone')),
  ADD CONSTRAINT loss_agreed CHECK (
    (state = 'waiting') = (agreed_at IS NULL) AND (agreed_at IS NULL) = (agreed_by IS NULL)),
  ADD CONSTRAINT loss_two_people CHECK (NOT two_people OR agreed_by IS DISTINCT FROM asked_by);

ALTER TABLE house_posting
  DROP CONSTRAINT house_posting_kind,
  DROP CONSTRAINT house_posting_sides,
  ADD CONSTRAINT house_posting_kind CHECK (kind IN (
    'suspense', 'returned', 'moved', 'fee', 'payout', 'conversion', 'adjustment', 'loss')),
  ADD CONSTRAINT house_posting_sides CHECK (
    debit <> credit
    AND (debit ~ '^cash:[a-z0-9-]+$'
      OR debit IN ('suspense', 'provider-fees', 'conversion', 'loss'))
    AND (credit ~ '^cash:[a-z0-9-]+$'
      OR credit IN ('suspense', 'provider-fees', 'conversion', 'loss')));
