-- CreateTable
CREATE TABLE "house_posting" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID,
    "kind" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "debit" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "once_key" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "n" BIGINT NOT NULL DEFAULT 0,
    "prev_hash" BYTEA,
    "hash" BYTEA,

    CONSTRAINT "house_posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "house_chain" (
    "portfolio_id" UUID NOT NULL,
    "head" BYTEA,
    "lines" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "house_chain_pkey" PRIMARY KEY ("portfolio_id")
);

-- CreateTable
CREATE TABLE "suspense_case" (
    "id" UUID NOT NULL,
    "break_id" UUID NOT NULL,
    "portfolio_id" UUID,
    "account_id" UUID,
    "attempt_id" UUID,
    "source" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "effective_on" DATE NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "posting_id" UUID,
    "house_posting_id" UUID,
    "suggestion_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'open',
    "wish" JSONB,
    "wished_by" TEXT,
    "wished_at" TIMESTAMPTZ(3),
    "payment_id" UUID,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "suspense_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_movement" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source_ref" TEXT NOT NULL,
    "charge_ref" TEXT,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "fee" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "paid_currency" CHAR(3),
    "paid_amount" BIGINT,
    "exchange_rate" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "payout_ref" TEXT,
    "portfolio_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'new',
    "judged_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconcile_mark" (
    "provider" TEXT NOT NULL,
    "book" TEXT NOT NULL,
    "through" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconcile_mark_pkey" PRIMARY KEY ("provider","book")
);

-- CreateIndex
CREATE UNIQUE INDEX "house_posting_once_key_key" ON "house_posting"("once_key");

-- CreateIndex
CREATE INDEX "house_posting_portfolio_id_recorded_at_idx" ON "house_posting"("portfolio_id", "recorded_at");

-- CreateIndex
CREATE INDEX "house_posting_reference_idx" ON "house_posting"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "suspense_case_break_id_key" ON "suspense_case"("break_id");

-- CreateIndex
CREATE UNIQUE INDEX "suspense_case_posting_id_key" ON "suspense_case"("posting_id");

-- CreateIndex
CREATE UNIQUE INDEX "suspense_case_house_posting_id_key" ON "suspense_case"("house_posting_id");

-- CreateIndex
CREATE INDEX "suspense_case_account_id_idx" ON "suspense_case"("account_id");

-- CreateIndex
CREATE INDEX "suspense_case_portfolio_id_state_idx" ON "suspense_case"("portfolio_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "suspense_case_source_reference_key" ON "suspense_case"("source", "reference");

-- CreateIndex
CREATE INDEX "provider_movement_source_ref_idx" ON "provider_movement"("source_ref");

-- CreateIndex
CREATE INDEX "provider_movement_payout_ref_idx" ON "provider_movement"("payout_ref");

-- CreateIndex
CREATE INDEX "provider_movement_occurred_at_idx" ON "provider_movement"("occurred_at");

-- ---------- rules restated ----------

ALTER TABLE house_posting
  ADD CONSTRAINT house_posting_amount CHECK (amount > 0),
  ADD CONSTRAINT house_posting_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT house_posting_kind CHECK (kind IN (
    'suspense', 'returned', 'moved', 'fee', 'payout', 'conversion', 'adjustment')),
  ADD CONSTRAINT house_posting_sides CHECK (
    debit <> credit
    AND (debit ~ '^cash:[a-z0-9-]+$' OR debit IN ('suspense', 'provider-fees', 'conversion'))
    AND (credit ~ '^cash:[a-z0-9-]+$' OR credit IN ('suspense', 'provider-fees', 'conversion'))),
  ADD CONSTRAINT house_posting_place CHECK (n >= 1),
  ADD CONSTRAINT house_posting_hash CHECK (octet_length(hash) = 32);

ALTER TABLE suspense_case
  ADD CONSTRAINT suspense_case_amount CHECK (amount > 0),
  ADD CONSTRAINT suspense_case_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT suspense_case_source CHECK (source IN ('stripe', 'bank')),
  ADD CONSTRAINT suspense_case_state CHECK (
    state IN ('open', 'waiting', 'released', 'returned', 'moved')),
  ADD CONSTRAINT suspense_case_booked CHECK ((posting_id IS NULL) <> (house_posting_id IS NULL)),
  ADD CONSTRAINT suspense_case_wish CHECK (
    (state <> 'waiting' OR wish IS NOT NULL) AND (wish IS NULL) = (wished_by IS NULL)),
  ADD CONSTRAINT suspense_case_decided CHECK (
    (state IN ('open', 'waiting')) = (decided_at IS NULL)
    AND (state = 'released') = (payment_id IS NOT NULL));

ALTER TABLE provider_movement
  ADD CONSTRAINT provider_movement_kind CHECK (kind IN (
    'charge', 'refund', 'refund-failed', 'dispute', 'dispute-reversed', 'payout', 'fee',
    'adjustment', 'other')),
  ADD CONSTRAINT provider_movement_state CHECK (state IN ('new', 'matched', 'broken'));

CREATE INDEX suspense_case_open ON suspense_case (currency, portfolio_id)
  WHERE state IN ('open', 'waiting');
CREATE INDEX provider_movement_unmatched ON provider_movement (provider, occurred_at, id)
  WHERE state <> 'matched';
CREATE INDEX break_open ON break (raised_at, id) WHERE state = 'open';
CREATE INDEX entry_suspense ON entry (posting_id) WHERE ledger_account = 'suspense';

-- ---------- the house book is append-only and chained ----------

CREATE TRIGGER house_posting_append_only BEFORE UPDATE OR DELETE ON house_posting
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER house_posting_no_truncate BEFORE TRUNCATE ON house_posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION house_seal_text(h house_posting) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('|', h.n, h.id, coalesce(h.portfolio_id::text, '-'), h.kind,
    h.effective_on - date '1970-01-01', h.currency, h.amount, h.debit, h.credit,
    length(h.reference), h.reference, length(h.once_key), h.once_key,
    (extract(epoch FROM h.recorded_at) * 1000)::bigint)
$$;

-- One chain a portfolio, and one for what belongs to none, in the order of its head's lock. What
-- is in the book already takes no place: its unique key refuses it, or leaves it out.
CREATE FUNCTION chain_house() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  chain uuid := coalesce(new.portfolio_id, '00000000-0000-0000-0000-000000000000');
BEGIN
  INSERT INTO house_chain (portfolio_id) VALUES (chain) ON CONFLICT DO NOTHING;
  SELECT head, lines + 1 INTO new.prev_hash, new.n FROM house_chain
    WHERE portfolio_id = chain FOR UPDATE;
  IF EXISTS (SELECT FROM house_posting WHERE once_key = new.once_key) THEN
    RETURN NULL;
  END IF;
  new.hash := sha256(
    coalesce(new.prev_hash, ''::bytea) || convert_to(house_seal_text(new), 'UTF8'));
  UPDATE house_chain SET head = new.hash, lines = lines + 1 WHERE portfolio_id = chain;
  RETURN new;
END $$;

CREATE TRIGGER house_posting_chains BEFORE INSERT ON house_posting
  FOR EACH ROW EXECUTE FUNCTION chain_house();
