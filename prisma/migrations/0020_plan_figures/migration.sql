-- The day whose figures a plan was signed on: an offer may be signed some days later. Null: the
-- day of the signature. And every plan that bears interest marks its account, not only one at the
-- account's own rate: an instalment carries its own period's interest first.

ALTER TABLE plan ADD COLUMN figures_on DATE;
UPDATE account SET plan_interest = true
WHERE id IN (SELECT account_id FROM plan WHERE interest_mode IN ('contract', 'reduced', 'fee'));
