-- Somebody who helps a debtor: invited by the debtor, in what the debtor allows, for at most ninety
-- days. Name and contact are personal: they stand sealed, and the link's token as a hash alone.

CREATE TABLE helper (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  token_hash BYTEA NOT NULL,
  channel TEXT NOT NULL,
  contact_mac BYTEA NOT NULL,
  scopes TEXT[] NOT NULL,
  sealed BYTEA NOT NULL,
  locale TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  last_used_at TIMESTAMPTZ(3),
  ended_at TIMESTAMPTZ(3),
  ended_why TEXT,
  CONSTRAINT helper_pkey PRIMARY KEY (id),
  CONSTRAINT helper_token CHECK (octet_length(token_hash) = 32),
  CONSTRAINT helper_channel CHECK (channel IN ('email', 'sms')),
  CONSTRAINT helper_scopes CHECK (
    scopes <@ ARRAY['view', 'pay', 'propose'] AND 'view' = ANY (scopes)),
  CONSTRAINT helper_life CHECK (
    expires_at > created_at AND expires_at <= created_at + interval '90 days'),
  CONSTRAINT helper_ended CHECK ((ended_at IS NULL) = (ended_why IS NULL)),
  CONSTRAINT helper_ended_why CHECK (ended_why IN ('debtor', 'staff', 'too-many-failures'))
);
CREATE UNIQUE INDEX helper_token_hash_key ON helper (token_hash);
CREATE INDEX helper_debtor_id_created_at_idx ON helper (debtor_id, created_at);

-- What a helper proposes waits for the debtor, who alone signs.
CREATE TABLE helper_proposal (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  account_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  helper_id UUID NOT NULL,
  pick TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  closed_at TIMESTAMPTZ(3),
  CONSTRAINT helper_proposal_pkey PRIMARY KEY (id),
  CONSTRAINT helper_proposal_pick CHECK (length(pick) BETWEEN 1 AND 100),
  CONSTRAINT helper_proposal_closed CHECK (closed_at >= created_at)
);
CREATE INDEX helper_proposal_debtor_id_created_at_idx ON helper_proposal (debtor_id, created_at);

-- A helper's visit is a visit about the debtor, and names who helps.
ALTER TABLE session ADD COLUMN helper_id UUID;
CREATE INDEX session_helper_id_idx ON session (helper_id);
ALTER TABLE session
  DROP CONSTRAINT session_kind,
  ADD CONSTRAINT session_kind CHECK (
    (kind = 'debtor' AND staff_id IS NULL AND helper_id IS NULL)
    OR (kind = 'helper' AND staff_id IS NULL AND helper_id IS NOT NULL AND debtor_id IS NOT NULL
      AND link_id IS NULL AND code_at IS NULL)
    OR (kind = 'staff' AND debtor_id IS NULL AND helper_id IS NULL));
