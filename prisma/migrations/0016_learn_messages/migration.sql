-- A message that a rule of contact stopped for a while: asked again when the rule lets go, as long
-- as what it says is still so. Its line in the contact ledger stays as it was decided.

CREATE TABLE waiting_message (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  account_id UUID NOT NULL,
  kind TEXT NOT NULL,
  reference UUID NOT NULL,
  n INTEGER NOT NULL,
  said_on DATE NOT NULL,
  contact_id UUID NOT NULL,
  wanted_at TIMESTAMPTZ(3) NOT NULL,
  not_before TIMESTAMPTZ(3) NOT NULL,
  state TEXT NOT NULL,
  ended_at TIMESTAMPTZ(3),
  CONSTRAINT waiting_message_pkey PRIMARY KEY (id),
  CONSTRAINT waiting_message_kind CHECK (kind IN ('plan-reminder', 'plan-missed', 'message-begun')),
  CONSTRAINT waiting_message_state CHECK (
    state IN ('waiting', 'sent', 'blocked', 'no-longer-so', 'too-old')
  ),
  CONSTRAINT waiting_message_ended CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX waiting_message_kind_reference_n_said_on_key
  ON waiting_message (kind, reference, n, said_on);
CREATE INDEX waiting_message_debtor_id_wanted_at_idx ON waiting_message (debtor_id, wanted_at);
CREATE INDEX waiting_message_due ON waiting_message (not_before) WHERE state = 'waiting';

-- The letter that the rules want when a complaint cannot be answered by its day.
ALTER TABLE case_step DROP CONSTRAINT case_step_kind;
ALTER TABLE case_step ADD CONSTRAINT case_step_kind CHECK (kind IN (
  'opened', 'added', 'asked', 'extended', 'noted', 'resolved', 'accepted', 'reopened',
  'withdrawn', 'held-over'));
