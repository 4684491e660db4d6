-- Several accounts of one debtor in one plan: a plan an account, held together by the group's id,
-- and one agreement for all of them.
ALTER TABLE "plan" ADD COLUMN "group_id" UUID;
ALTER TABLE "agreement" ADD COLUMN "group_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "plan_group_id_account_id_key" ON "plan"("group_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_group_id_key" ON "agreement"("group_id");
