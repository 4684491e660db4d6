-- Whether a plan at the account's own rate was ever signed on it: its due dates post interest, so
-- the balance has to know them. On the account's row, because there it is read under the lock.

ALTER TABLE account ADD COLUMN plan_interest BOOLEAN NOT NULL DEFAULT false;
UPDATE account SET plan_interest = true
WHERE id IN (SELECT account_id FROM plan WHERE interest_mode = 'contract');
