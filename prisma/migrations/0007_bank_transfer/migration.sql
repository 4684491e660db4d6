-- CreateTable
CREATE TABLE "transfer_reference" (
    "reference" TEXT NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_reference_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "bank_ref" TEXT NOT NULL,
    "booked_on" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "content_mac" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "account_id" UUID,
    "payment_id" UUID,
    "case_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reference_account_id_key" ON "transfer_reference"("account_id");

-- CreateIndex
CREATE INDEX "transfer_portfolio_id_booked_on_idx" ON "transfer"("portfolio_id", "booked_on");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_portfolio_id_bank_ref_key" ON "transfer"("portfolio_id", "bank_ref");

-- ---------- rules restated ----------

ALTER TABLE transfer_reference
  ADD CONSTRAINT transfer_reference_form CHECK (reference ~ '^RF[0-9]{2}[0-9]{12}$');

ALTER TABLE transfer
  ADD CONSTRAINT transfer_amount CHECK (amount > 0),
  ADD CONSTRAINT transfer_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT transfer_state CHECK (
    (state = 'booked' AND payment_id IS NOT NULL AND case_id IS NULL)
    OR (state = 'suspense' AND case_id IS NOT NULL AND payment_id IS NULL));

-- What the bank said is not edited: a case that is released keeps its transfer as it came.
CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE ON transfer
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
