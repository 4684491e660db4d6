-- What debtor and staff write to each other, contacts changed by code, and what debtors thought of
-- it all. Words and addresses are personal: they stand sealed. What was said is append-only.

CREATE TABLE message_thread (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  account_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  sealed BYTEA NOT NULL,
  opened_at TIMESTAMPTZ(3) NOT NULL,
  last_at TIMESTAMPTZ(3) NOT NULL,
  waiting_since TIMESTAMPTZ(3),
  answer_by TIMESTAMPTZ(3),
  seen_at TIMESTAMPTZ(3),
  CONSTRAINT message_thread_pkey PRIMARY KEY (id),
  CONSTRAINT message_thread_last CHECK (last_at >= opened_at),
  CONSTRAINT message_thread_promise CHECK ((waiting_since IS NULL) = (answer_by IS NULL))
);
CREATE INDEX message_thread_debtor_id_last_at_idx ON message_thread (debtor_id, last_at);
CREATE INDEX message_thread_account_id_last_at_idx ON message_thread (account_id, last_at);
CREATE INDEX message_thread_waiting ON message_thread (portfolio_id, waiting_since)
  WHERE waiting_since IS NOT NULL;

CREATE TABLE thread_message (
  id UUID NOT NULL,
  thread_id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  by TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT thread_message_pkey PRIMARY KEY (id),
  CONSTRAINT thread_message_by CHECK (by ~ '^(debtor|staff):')
);
CREATE INDEX thread_message_thread_id_at_idx ON thread_message (thread_id, at);
CREATE TRIGGER thread_message_append_only BEFORE UPDATE OR DELETE ON thread_message
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER thread_message_no_truncate BEFORE TRUNCATE ON thread_message
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE contact_change (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  session_id UUID NOT NULL,
  channel TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  contact_mac BYTEA NOT NULL,
  asked_at TIMESTAMPTZ(3) NOT NULL,
  confirmed_at TIMESTAMPTZ(3),
  CONSTRAINT contact_change_pkey PRIMARY KEY (id),
  CONSTRAINT contact_change_channel CHECK (channel IN ('email', 'sms')),
  CONSTRAINT contact_change_confirmed CHECK (confirmed_at >= asked_at)
);
CREATE INDEX contact_change_debtor_id_asked_at_idx ON contact_change (debtor_id, asked_at);
CREATE INDEX contact_change_contact_mac_idx ON contact_change (contact_mac);

CREATE TABLE survey_answer (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  account_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  score INTEGER NOT NULL,
  sealed BYTEA,
  at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT survey_answer_pkey PRIMARY KEY (id),
  CONSTRAINT survey_answer_score CHECK (score BETWEEN 1 AND 5)
);
-- Asked once.
CREATE UNIQUE INDEX survey_answer_account_id_debtor_id_key
  ON survey_answer (account_id, debtor_id);
CREATE INDEX survey_answer_portfolio_id_at_idx ON survey_answer (portfolio_id, at);
CREATE TRIGGER survey_answer_append_only BEFORE UPDATE OR DELETE ON survey_answer
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER survey_answer_no_truncate BEFORE TRUNCATE ON survey_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
