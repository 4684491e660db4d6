-- What a debtor can afford, hardship and how to talk to them. Amounts, reasons and words are
-- personal: they stand sealed. What was said in a case is append-only.

CREATE TABLE affordability_statement (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  currency CHAR(3) NOT NULL,
  sealed BYTEA NOT NULL,
  made_at TIMESTAMPTZ(3) NOT NULL,
  confirmed_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT affordability_statement_pkey PRIMARY KEY (id),
  CONSTRAINT affordability_statement_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT affordability_statement_confirmed CHECK (confirmed_at >= made_at)
);
CREATE INDEX affordability_statement_debtor_id_made_at_idx
  ON affordability_statement (debtor_id, made_at);

-- A statement never changes: only that it is still true is noted.
CREATE TRIGGER affordability_statement_append_only BEFORE UPDATE ON affordability_statement
  FOR EACH ROW WHEN (row(old.id, old.portfolio_id, old.debtor_id, old.currency, old.made_at)
    IS DISTINCT FROM row(new.id, new.portfolio_id, new.debtor_id, new.currency, new.made_at))
  EXECUTE FUNCTION refuse_change();

CREATE TABLE hardship_case (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  account_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  statement_id UUID,
  state TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  crisis BOOLEAN NOT NULL,
  submitted_at TIMESTAMPTZ(3) NOT NULL,
  answer_by TIMESTAMPTZ(3),
  decided_at TIMESTAMPTZ(3),
  decided_by TEXT,
  outcome TEXT,
  terms JSONB,
  wait_hold_id UUID,
  hold_id UUID,
  CONSTRAINT hardship_case_pkey PRIMARY KEY (id),
  CONSTRAINT hardship_case_state CHECK (
    state IN ('submitted', 'decided', 'answered', 'reopened', 'withdrawn')),
  CONSTRAINT hardship_case_outcome CHECK (outcome IN (
    'breathing-space', 'crisis', 'token-plan', 'reduced-plan', 'declined')),
  CONSTRAINT hardship_case_decided CHECK (
    state NOT IN ('decided', 'answered')
    OR (outcome IS NOT NULL AND decided_at IS NOT NULL AND decided_by IS NOT NULL)),
  CONSTRAINT hardship_case_promise CHECK (
    state NOT IN ('submitted', 'reopened') OR answer_by IS NOT NULL)
);
CREATE INDEX hardship_case_account_id_submitted_at_idx ON hardship_case (account_id, submitted_at);
CREATE INDEX hardship_case_portfolio_id_state_answer_by_idx
  ON hardship_case (portfolio_id, state, answer_by);

-- One case waits for a person, for each account and debtor.
CREATE UNIQUE INDEX hardship_case_one_open ON hardship_case (account_id, debtor_id)
  WHERE state IN ('submitted', 'reopened');

CREATE TABLE hardship_step (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  kind TEXT NOT NULL,
  by TEXT NOT NULL,
  sealed BYTEA,
  at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT hardship_step_pkey PRIMARY KEY (id),
  CONSTRAINT hardship_step_kind CHECK (
    kind IN ('submitted', 'decided', 'answered', 'reopened', 'withdrawn'))
);
CREATE INDEX hardship_step_case_id_at_idx ON hardship_step (case_id, at);
CREATE TRIGGER hardship_step_append_only BEFORE UPDATE OR DELETE ON hardship_step
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER hardship_step_no_truncate BEFORE TRUNCATE ON hardship_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE support_need (
  debtor_id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  sealed BYTEA NOT NULL,
  updated_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT support_need_pkey PRIMARY KEY (debtor_id)
);
