-- CreateTable
CREATE TABLE "portfolio" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "locale" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "brand" JSONB NOT NULL,
    "policy" JSONB NOT NULL,
    "policy_id" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL DEFAULT 1,
    "payment_methods" TEXT[],
    "code_always" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portfolio_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "debtor" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "name_index" BYTEA,
    "dob_index" BYTEA,
    "id_index" BYTEA,
    "phone_index" BYTEA,
    "email_index" BYTEA,
    "post_index" BYTEA,
    "content_mac" BYTEA NOT NULL,
    "locale" TEXT NOT NULL,
    "time_zone" TEXT,
    "opt_out" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "wrong_person" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "debtor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "debtor_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "product" TEXT,
    "original_creditor" TEXT,
    "sealed" BYTEA,
    "card_index" BYTEA,
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "as_of" DATE NOT NULL,
    "principal" BIGINT NOT NULL,
    "interest" BIGINT NOT NULL,
    "penalty" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "costs" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "minimum_due" BIGINT NOT NULL DEFAULT 0,
    "delinquent_since" DATE,
    "terms" JSONB NOT NULL,
    "applied_through" BIGINT NOT NULL DEFAULT 0,
    "opened_on" DATE,
    "charge_off_on" DATE,
    "last_statement_on" DATE,
    "itemisation_on" DATE,
    "itemisation_amount" BIGINT,
    "payments_since" BIGINT,
    "credits_since" BIGINT,
    "row_mac" BYTEA NOT NULL,
    "event_seq" BIGINT NOT NULL DEFAULT 0,
    "applied_seen" BIGINT NOT NULL DEFAULT 0,
    "chain_head" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "joint_debtor" (
    "account_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,

    CONSTRAINT "joint_debtor_pkey" PRIMARY KEY ("account_id","debtor_id")
);

-- CreateTable
CREATE TABLE "account_snapshot" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "applied_through" BIGINT NOT NULL,
    "principal" BIGINT NOT NULL,
    "interest" BIGINT NOT NULL,
    "penalty" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "costs" BIGINT NOT NULL,
    "minimum_due" BIGINT NOT NULL,
    "delinquent_since" DATE,
    "terms" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "effects" TEXT[],
    "from_on" DATE NOT NULL,
    "to_on" DATE,
    "reason" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "principal" BIGINT NOT NULL DEFAULT 0,
    "interest" BIGINT NOT NULL DEFAULT 0,
    "penalty" BIGINT NOT NULL DEFAULT 0,
    "fees" BIGINT NOT NULL DEFAULT 0,
    "costs" BIGINT NOT NULL DEFAULT 0,
    "credit" BIGINT NOT NULL DEFAULT 0,
    "rule" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "once_key" TEXT NOT NULL,
    "reverses" UUID,
    "account_seq" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "chain_hash" BYTEA,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry" (
    "posting_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "ledger_account" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("posting_id","line")
);

-- CreateTable
CREATE TABLE "portal_link" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "channel" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,

    CONSTRAINT "portal_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lock_counter" (
    "subject" BYTEA NOT NULL,
    "failed_at" TIMESTAMPTZ(3)[] DEFAULT ARRAY[]::TIMESTAMPTZ(3)[],
    "failures" INTEGER NOT NULL DEFAULT 0,
    "locks" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lock_counter_pkey" PRIMARY KEY ("subject")
);

-- CreateTable
CREATE TABLE "verification_attempt" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID,
    "debtor_id" UUID,
    "link_id" UUID,
    "session_id" UUID,
    "factor" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "address_mac" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_code" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "contact_mac" BYTEA NOT NULL,
    "channel" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "code_mac" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "portfolio_id" UUID,
    "debtor_id" UUID,
    "link_id" UUID,
    "staff_id" UUID,
    "channel" TEXT NOT NULL DEFAULT 'none',
    "opened_at" TIMESTAMPTZ(3),
    "proofs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "verified_at" TIMESTAMPTZ(3),
    "code_at" TIMESTAMPTZ(3),
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "ask" JSONB NOT NULL,
    "answer" TEXT NOT NULL,
    "reasons" TEXT[],
    "nearest" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer_by" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decision" JSONB,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "interest_mode" TEXT NOT NULL,
    "frequency" TEXT,
    "currency" CHAR(3) NOT NULL,
    "offer" JSONB NOT NULL,
    "to_pay" BIGINT NOT NULL,
    "waived" BIGINT NOT NULL DEFAULT 0,
    "first_due_on" DATE NOT NULL,
    "last_due_on" DATE NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "replaced_by" UUID,
    "from_seq" BIGINT NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instalment" (
    "plan_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "moved_from" DATE,
    "amount" BIGINT NOT NULL,
    "principal" BIGINT NOT NULL,
    "interest" BIGINT NOT NULL,
    "penalty" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "costs" BIGINT NOT NULL,
    "balance_after" BIGINT NOT NULL,

    CONSTRAINT "instalment_pkey" PRIMARY KEY ("plan_id","n")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "sha256" BYTEA NOT NULL,
    "consent_version" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_attempt" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "session_id" UUID,
    "purpose" TEXT NOT NULL,
    "obligation" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "plan_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "reference" TEXT,
    "intent_ref" TEXT,
    "redirect_url" TEXT,
    "failure" TEXT,
    "call_state" TEXT NOT NULL DEFAULT 'none',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "debtor_id" UUID,
    "attempt_id" UUID,
    "plan_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "reference" TEXT,
    "charge_ref" TEXT,
    "effective_on" DATE NOT NULL,
    "paid_at" TIMESTAMPTZ(3) NOT NULL,
    "posting_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'succeeded',
    "receipt_no" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_event" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,

    CONSTRAINT "provider_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "break" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID,
    "account_id" UUID,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "owner" TEXT,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "reason" TEXT,

    CONSTRAINT "break_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "account_ref" TEXT NOT NULL,
    "account_seq" BIGINT NOT NULL,
    "seq" BIGINT,
    "type" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secrets" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'enabled',
    "types" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failing_since" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "event_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "account_seq" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_status" TEXT,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("endpoint_id","event_id")
);

-- CreateTable
CREATE TABLE "contact_record" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "debtor_id" UUID NOT NULL,
    "account_id" UUID,
    "channel" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "to_masked" TEXT NOT NULL,
    "allowed" BOOLEAN NOT NULL,
    "rule" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "sealed" BYTEA,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "portfolio_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "password_hash" TEXT NOT NULL,
    "totp" BYTEA,
    "totp_step" BIGINT NOT NULL DEFAULT 0,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "portfolio_ids" UUID[],
    "acked_up_to" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "api_key_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("api_key_id","key")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "inserted" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "errors" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "portfolio_id" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "prev_hash" BYTEA,
    "hash" BYTEA,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "portfolio_id" UUID NOT NULL,
    "head" BYTEA,
    "lines" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("portfolio_id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "portfolio_code_key" ON "portfolio"("code");

-- CreateIndex
CREATE INDEX "debtor_portfolio_id_name_index_idx" ON "debtor"("portfolio_id", "name_index");

-- CreateIndex
CREATE INDEX "debtor_phone_index_idx" ON "debtor"("phone_index");

-- CreateIndex
CREATE INDEX "debtor_email_index_idx" ON "debtor"("email_index");

-- CreateIndex
CREATE UNIQUE INDEX "debtor_portfolio_id_ref_key" ON "debtor"("portfolio_id", "ref");

-- CreateIndex
CREATE INDEX "account_portfolio_id_delinquent_since_id_idx" ON "account"("portfolio_id", "delinquent_since", "id");

-- CreateIndex
CREATE INDEX "account_portfolio_id_total_id_idx" ON "account"("portfolio_id", "total" DESC, "id");

-- CreateIndex
CREATE INDEX "account_debtor_id_idx" ON "account"("debtor_id");

-- CreateIndex
CREATE INDEX "account_card_index_idx" ON "account"("card_index");

-- CreateIndex
CREATE UNIQUE INDEX "account_portfolio_id_ref_key" ON "account"("portfolio_id", "ref");

-- CreateIndex
CREATE INDEX "joint_debtor_debtor_id_idx" ON "joint_debtor"("debtor_id");

-- CreateIndex
CREATE INDEX "account_snapshot_account_id_as_of_idx" ON "account_snapshot"("account_id", "as_of");

-- CreateIndex
CREATE INDEX "hold_account_id_idx" ON "hold"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "posting_once_key_key" ON "posting"("once_key");

-- CreateIndex
CREATE UNIQUE INDEX "posting_reverses_key" ON "posting"("reverses");

-- CreateIndex
CREATE INDEX "posting_account_id_account_seq_idx" ON "posting"("account_id", "account_seq");

-- CreateIndex
CREATE UNIQUE INDEX "portal_link_token_hash_key" ON "portal_link"("token_hash");

-- CreateIndex
CREATE INDEX "portal_link_account_id_created_at_idx" ON "portal_link"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "portal_link_debtor_id_idx" ON "portal_link"("debtor_id");

-- CreateIndex
CREATE INDEX "verification_attempt_address_mac_at_idx" ON "verification_attempt"("address_mac", "at");

-- CreateIndex
CREATE INDEX "verification_attempt_debtor_id_at_idx" ON "verification_attempt"("debtor_id", "at");

-- CreateIndex
CREATE INDEX "access_code_session_id_purpose_created_at_idx" ON "access_code"("session_id", "purpose", "created_at");

-- CreateIndex
CREATE INDEX "access_code_contact_mac_created_at_idx" ON "access_code"("contact_mac", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_debtor_id_idx" ON "session"("debtor_id");

-- CreateIndex
CREATE INDEX "session_staff_id_idx" ON "session"("staff_id");

-- CreateIndex
CREATE INDEX "proposal_account_id_created_at_idx" ON "proposal"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "proposal_portfolio_id_state_answer_by_idx" ON "proposal"("portfolio_id", "state", "answer_by");

-- CreateIndex
CREATE INDEX "plan_account_id_idx" ON "plan"("account_id");

-- CreateIndex
CREATE INDEX "plan_portfolio_id_state_agreed_at_idx" ON "plan"("portfolio_id", "state", "agreed_at");

-- CreateIndex
CREATE INDEX "instalment_due_on_idx" ON "instalment"("due_on");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_plan_id_key" ON "agreement"("plan_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_sha256_key" ON "agreement"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_reference_key" ON "payment_attempt"("reference");

-- CreateIndex
CREATE INDEX "payment_attempt_account_id_created_at_idx" ON "payment_attempt"("account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_id_key" ON "payment"("attempt_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_charge_ref_key" ON "payment"("charge_ref");

-- CreateIndex
CREATE UNIQUE INDEX "payment_posting_id_key" ON "payment"("posting_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_receipt_no_key" ON "payment"("receipt_no");

-- CreateIndex
CREATE INDEX "payment_account_id_paid_at_idx" ON "payment"("account_id", "paid_at");

-- CreateIndex
CREATE INDEX "payment_portfolio_id_paid_at_idx" ON "payment"("portfolio_id", "paid_at");

-- CreateIndex
CREATE INDEX "provider_event_object_id_idx" ON "provider_event"("object_id");

-- CreateIndex
CREATE UNIQUE INDEX "break_kind_reference_key" ON "break"("kind", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "event_seq_key" ON "event"("seq");

-- CreateIndex
CREATE INDEX "event_portfolio_id_seq_idx" ON "event"("portfolio_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "event_account_id_account_seq_key" ON "event"("account_id", "account_seq");

-- CreateIndex
CREATE INDEX "webhook_endpoint_portfolio_id_idx" ON "webhook_endpoint"("portfolio_id");

-- CreateIndex
CREATE INDEX "delivery_endpoint_id_account_id_account_seq_idx" ON "delivery"("endpoint_id", "account_id", "account_seq");

-- CreateIndex
CREATE INDEX "contact_record_debtor_id_at_idx" ON "contact_record"("debtor_id", "at");

-- CreateIndex
CREATE INDEX "contact_record_account_id_at_idx" ON "contact_record"("account_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "import_run_portfolio_id_started_at_idx" ON "import_run"("portfolio_id", "started_at");

-- CreateIndex
CREATE INDEX "audit_subject_at_idx" ON "audit"("subject", "at");

-- CreateIndex
CREATE INDEX "task_portfolio_id_done_at_due_at_idx" ON "task"("portfolio_id", "done_at", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "task_kind_reference_key" ON "task"("kind", "reference");
