-- What a debtor typed into a long form and has not sent: sealed, one a form, and soon forgotten.

CREATE TABLE form_draft (
  id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  debtor_id UUID NOT NULL,
  form TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  saved_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT form_draft_pkey PRIMARY KEY (id),
  CONSTRAINT form_draft_form CHECK (form ~ '^/' AND length(form) <= 200)
);
CREATE UNIQUE INDEX form_draft_debtor_id_form_key ON form_draft (debtor_id, form);
CREATE INDEX form_draft_saved_at_idx ON form_draft (saved_at);
