-- Files that debtors hand in: sealed, outside the web root, opened only by permission.

CREATE TABLE evidence_file (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  account_id UUID,
  purpose TEXT NOT NULL,
  subject_id UUID,
  name BYTEA NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 BYTEA NOT NULL,
  body BYTEA NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT evidence_file_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_file_purpose CHECK (
    purpose IN ('hardship', 'dispute', 'complaint', 'message')),
  CONSTRAINT evidence_file_type CHECK (
    type IN ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/heic')),
  CONSTRAINT evidence_file_bytes CHECK (bytes BETWEEN 1 AND 10485760),
  CONSTRAINT evidence_file_sha256 CHECK (octet_length(sha256) = 32)
);

-- What has not been sent in yet, by who added it.
CREATE INDEX evidence_file_debtor_id_purpose_idx ON evidence_file (debtor_id, purpose);
CREATE INDEX evidence_file_subject_id_idx ON evidence_file (subject_id);
CREATE INDEX evidence_file_unsent ON evidence_file (created_at) WHERE subject_id IS NULL;
