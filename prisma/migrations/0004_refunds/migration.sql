-- Money that goes back: refunds, chargebacks, and credit that moves between accounts.

ALTER TABLE payment
  ADD COLUMN returned BIGINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT payment_returned CHECK (returned >= 0 AND returned <= amount);

ALTER TABLE posting
  DROP CONSTRAINT posting_kind,
  ADD CONSTRAINT posting_kind CHECK (kind IN (
    'opening', 'payment', 'refund', 'suspense', 'interest', 'penalty', 'charge', 'waiver',
    'credit', 'reversal', 'chargeback', 'transfer'));

ALTER TABLE entry
  DROP CONSTRAINT entry_ledger_account,
  ADD CONSTRAINT entry_ledger_account CHECK (
    ledger_account ~ '^(receivable|income):(principal|interest|penalty|fees|costs)$'
    OR ledger_account ~ '^cash:[a-z0-9-]+$'
    OR ledger_account IN ('credit:debtor', 'transfer', 'suspense', 'waiver', 'snapshot'));

CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "credit_only" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "provider_ref" TEXT,
    "posting_id" UUID,
    "failure" TEXT,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "refund_posting_id_key" ON "refund"("posting_id");
CREATE UNIQUE INDEX "refund_provider_ref_payment_id_key" ON "refund"("provider_ref", "payment_id");
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");
CREATE INDEX "refund_portfolio_id_state_requested_at_idx"
  ON "refund"("portfolio_id", "state", "requested_at");
CREATE INDEX refund_open ON refund (tried_at) WHERE state IN ('requested', 'pending');

ALTER TABLE refund
  ADD CONSTRAINT refund_amount CHECK (amount > 0),
  ADD CONSTRAINT refund_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT refund_state CHECK (state IN (
    'waiting-approval', 'requested', 'pending', 'succeeded', 'failed', 'refused')),
  ADD CONSTRAINT refund_reason CHECK (reason IN (
    'requested', 'duplicate', 'overpaid', 'wrong-account', 'goodwill', 'found-at-provider')),
  ADD CONSTRAINT refund_source CHECK (source IN ('stripe', 'elsewhere')),
  ADD CONSTRAINT refund_second_person CHECK (decided_by IS NULL OR decided_by <> requested_by),
  ADD CONSTRAINT refund_posted CHECK (
    (posting_id IS NULL) = (state IN ('waiting-approval', 'requested', 'refused')));

CREATE TABLE "dispute_case" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_ref" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "beyond" BIGINT NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "due_by" TIMESTAMPTZ(3),
    "posting_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_case_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "dispute_case_posting_id_key" ON "dispute_case"("posting_id");
CREATE UNIQUE INDEX "dispute_case_provider_ref_payment_id_key"
  ON "dispute_case"("provider_ref", "payment_id");
CREATE INDEX "dispute_case_payment_id_idx" ON "dispute_case"("payment_id");
CREATE INDEX "dispute_case_portfolio_id_state_due_by_idx"
  ON "dispute_case"("portfolio_id", "state", "due_by");

ALTER TABLE dispute_case
  ADD CONSTRAINT dispute_case_amounts CHECK (amount > 0 AND beyond >= 0 AND beyond <= amount),
  ADD CONSTRAINT dispute_case_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT dispute_case_state CHECK (state IN ('inquiry', 'open', 'won', 'lost', 'closed'));
