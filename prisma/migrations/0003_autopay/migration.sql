-- Saved cards, the authority to charge them, and the charges of a plan's instalments.

CREATE TABLE "provider_customer" (
    "debtor_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_customer_pkey" PRIMARY KEY ("debtor_id","provider")
);
CREATE UNIQUE INDEX "provider_customer_reference_key" ON "provider_customer"("reference");

CREATE TABLE "saved_method" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "detached_at" TIMESTAMPTZ(3),
    "detached_by" TEXT,

    CONSTRAINT "saved_method_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_method_reference_key" ON "saved_method"("reference");
CREATE INDEX "saved_method_debtor_id_idx" ON "saved_method"("debtor_id");

CREATE TABLE "card_setup" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "mandate_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "reference" TEXT,
    "redirect_url" TEXT,
    "state" TEXT NOT NULL,
    "method_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "card_setup_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "card_setup_reference_key" ON "card_setup"("reference");
CREATE INDEX "card_setup_debtor_id_created_at_idx" ON "card_setup"("debtor_id", "created_at");

CREATE TABLE "mandate" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mandate_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mandate_plan_id_idx" ON "mandate"("plan_id");

CREATE TABLE "mandate_withdrawal" (
    "mandate_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "withdrawn_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mandate_withdrawal_pkey" PRIMARY KEY ("mandate_id")
);

CREATE TABLE "autopay" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "mandate_id" UUID NOT NULL,
    "method_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "autopay_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "autopay_mandate_id_key" ON "autopay"("mandate_id");
CREATE INDEX "autopay_account_id_idx" ON "autopay"("account_id");
CREATE INDEX "autopay_method_id_idx" ON "autopay"("method_id");

CREATE TABLE "autopay_charge" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "autopay_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "try" INTEGER NOT NULL,
    "attempt_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "tried_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "autopay_charge_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "autopay_charge_attempt_id_key" ON "autopay_charge"("attempt_id");
CREATE UNIQUE INDEX "autopay_charge_plan_id_n_try_key" ON "autopay_charge"("plan_id", "n", "try");
CREATE INDEX "autopay_charge_autopay_id_created_at_idx" ON "autopay_charge"("autopay_id", "created_at");

CREATE TABLE "autopay_notice" (
    "autopay_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "charge_on" DATE NOT NULL,
    "amount" BIGINT NOT NULL,
    "contact_id" UUID,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "autopay_notice_pkey" PRIMARY KEY ("autopay_id","n","charge_on")
);

-- ---------- what the schema file cannot say ----------

ALTER TABLE saved_method
  ADD CONSTRAINT saved_method_state CHECK (state IN ('active', 'detached')),
  ADD CONSTRAINT saved_method_detached CHECK ((state = 'detached') = (detached_at IS NOT NULL));

ALTER TABLE card_setup
  ADD CONSTRAINT card_setup_state CHECK (
    state IN ('created', 'open', 'succeeded', 'failed', 'expired')),
  ADD CONSTRAINT card_setup_method CHECK ((state = 'succeeded') = (method_id IS NOT NULL));

ALTER TABLE mandate ADD CONSTRAINT mandate_sha256 CHECK (octet_length(sha256) = 32);

ALTER TABLE autopay ADD CONSTRAINT autopay_state CHECK (state IN ('on', 'stopped', 'off'));

ALTER TABLE autopay_charge
  ADD CONSTRAINT autopay_charge_state CHECK (
    state IN ('claimed', 'asked', 'succeeded', 'requires-payer', 'declined', 'dropped')),
  ADD CONSTRAINT autopay_charge_numbers CHECK (n >= 1 AND try >= 1 AND amount > 0);

ALTER TABLE autopay_notice ADD CONSTRAINT autopay_notice_amount CHECK (amount > 0);

-- A plan is charged by one card, or by none.
CREATE UNIQUE INDEX autopay_one_of_plan ON autopay (plan_id) WHERE state IN ('on', 'stopped');
CREATE INDEX autopay_due ON autopay (next_at) WHERE state = 'on';
CREATE INDEX card_setup_unsettled ON card_setup (updated_at) WHERE state IN ('created', 'open');

-- What was agreed to, and that it was withdrawn, never changes.
CREATE TRIGGER mandate_append_only BEFORE UPDATE OR DELETE ON mandate
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_no_truncate BEFORE TRUNCATE ON mandate
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_withdrawal_append_only BEFORE UPDATE OR DELETE ON mandate_withdrawal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_withdrawal_no_truncate BEFORE TRUNCATE ON mandate_withdrawal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
