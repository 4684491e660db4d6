-- One charge may pay several accounts: one attempt row an account, all with one leader. The
-- leader alone carries the provider's reference and the stored call; every row carries the total.
ALTER TABLE "payment_attempt" ADD COLUMN "leader_id" UUID,
ADD COLUMN "payer_link_id" UUID,
ADD COLUMN "total" BIGINT;

UPDATE payment_attempt SET leader_id = id, total = amount;

ALTER TABLE "payment_attempt" ALTER COLUMN "leader_id" SET NOT NULL,
ALTER COLUMN "total" SET NOT NULL;

-- DropIndex
DROP INDEX "payment_charge_ref_key";

-- CreateTable
CREATE TABLE "payer_link" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "payer_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payer_session" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "payer_link_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payer_session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payer_link_reference_key" ON "payer_link"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "payer_link_token_hash_key" ON "payer_link"("token_hash");

-- CreateIndex
CREATE INDEX "payer_link_debtor_id_created_at_idx" ON "payer_link"("debtor_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "payer_session_token_hash_key" ON "payer_session"("token_hash");

-- CreateIndex
CREATE INDEX "payer_session_payer_link_id_idx" ON "payer_session"("payer_link_id");

-- CreateIndex
CREATE INDEX "payment_attempt_leader_id_idx" ON "payment_attempt"("leader_id");

-- CreateIndex
CREATE INDEX "payment_attempt_debtor_id_created_at_idx" ON "payment_attempt"("debtor_id", "created_at");

-- CreateIndex
CREATE INDEX "payment_attempt_payer_link_id_idx" ON "payment_attempt"("payer_link_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_charge_ref_account_id_key" ON "payment"("charge_ref", "account_id");

-- `suspended`: money arrived that is not what was asked for; a person decides where it belongs.
ALTER TABLE payment_attempt DROP CONSTRAINT payment_attempt_state;
ALTER TABLE payment_attempt
  ADD CONSTRAINT payment_attempt_state CHECK (state IN (
    'created', 'open', 'processing', 'succeeded', 'suspended', 'failed', 'expired', 'cancelled')),
  ADD CONSTRAINT payment_attempt_total CHECK (total >= amount),
  -- The provider knows the leader only.
  ADD CONSTRAINT payment_attempt_leads CHECK (id = leader_id OR reference IS NULL);

ALTER TABLE payer_link
  ADD CONSTRAINT payer_link_amount CHECK (amount > 0),
  ADD CONSTRAINT payer_link_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT payer_link_token CHECK (octet_length(token_hash) = 32),
  -- At most seven days (domain.md, identity); an hour for a clock change.
  ADD CONSTRAINT payer_link_life CHECK (
    expires_at > created_at AND expires_at <= created_at + interval '169 hours');

ALTER TABLE payer_session
  ADD CONSTRAINT payer_session_token CHECK (octet_length(token_hash) = 32);

-- Money in suspense left its attempt processing, where it kept the next one from beginning.
UPDATE payment_attempt SET state = 'suspended', failure = NULL
  WHERE state = 'processing' AND failure = 'suspense';
