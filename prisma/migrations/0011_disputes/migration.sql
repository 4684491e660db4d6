-- Disputes and complaints. What debtors write is personal: it stands sealed. What was said and
-- done in a case is append-only.

CREATE TABLE case_file (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  account_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  kind TEXT NOT NULL,
  ground TEXT NOT NULL,
  state TEXT NOT NULL,
  round INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at TIMESTAMPTZ(3) NOT NULL,
  clock_from TIMESTAMPTZ(3) NOT NULL,
  due_at TIMESTAMPTZ(3) NOT NULL,
  summary_by TIMESTAMPTZ(3),
  extensions INTEGER NOT NULL,
  hold_id UUID,
  outcome TEXT,
  resolved_at TIMESTAMPTZ(3),
  resolved_by TEXT,
  currency CHAR(3) NOT NULL,
  amount BIGINT,
  posting_id UUID,
  CONSTRAINT case_file_pkey PRIMARY KEY (id),
  CONSTRAINT case_file_kind CHECK (kind IN ('dispute', 'complaint')),
  CONSTRAINT case_file_ground CHECK (CASE kind
    WHEN 'dispute' THEN ground IN (
      'not-mine', 'wrong-amount', 'already-paid', 'fraud-or-lost-card', 'too-old', 'other')
    ELSE ground IN ('contact', 'conduct', 'information', 'charges', 'personal-data', 'other') END),
  CONSTRAINT case_file_state CHECK (state IN ('open', 'asked', 'resolved', 'accepted', 'withdrawn')),
  CONSTRAINT case_file_outcome CHECK (outcome IN ('upheld', 'partly', 'not-upheld')),
  CONSTRAINT case_file_resolved CHECK (
    (state IN ('resolved', 'accepted')) = (outcome IS NOT NULL)
    AND (outcome IS NULL OR (resolved_at IS NOT NULL AND resolved_by IS NOT NULL))),
  CONSTRAINT case_file_round CHECK (round >= 1 AND extensions >= 0),
  CONSTRAINT case_file_due CHECK (due_at > clock_from),
  CONSTRAINT case_file_amount CHECK (amount > 0),
  CONSTRAINT case_file_posting CHECK ((amount IS NULL) = (posting_id IS NULL))
);
CREATE INDEX case_file_portfolio_id_kind_state_due_at_idx
  ON case_file (portfolio_id, kind, state, due_at);
CREATE INDEX case_file_account_id_opened_at_idx ON case_file (account_id, opened_at);

-- A second press of the button, or a second tab, opens nothing twice.
CREATE UNIQUE INDEX case_file_one_open ON case_file (account_id, debtor_id, kind, ground)
  WHERE state IN ('open', 'asked');

CREATE TABLE case_step (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  round INTEGER NOT NULL,
  kind TEXT NOT NULL,
  by TEXT NOT NULL,
  sealed BYTEA,
  at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT case_step_pkey PRIMARY KEY (id),
  CONSTRAINT case_step_kind CHECK (kind IN (
    'opened', 'added', 'asked', 'extended', 'noted', 'resolved', 'accepted', 'reopened',
    'withdrawn'))
);
CREATE INDEX case_step_case_id_at_idx ON case_step (case_id, at);
CREATE TRIGGER case_step_append_only BEFORE UPDATE OR DELETE ON case_step
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_step_no_truncate BEFORE TRUNCATE ON case_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
