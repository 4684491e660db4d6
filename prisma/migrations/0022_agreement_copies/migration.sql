-- Each file that was given out of an agreement, by its digest: it stays ours, and unchanged, when a
-- later version of the program or of a typeface would draw it otherwise.

CREATE TABLE agreement_copy (
  agreement_id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  sha256 BYTEA NOT NULL,
  given_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT agreement_copy_pkey PRIMARY KEY (agreement_id, sha256),
  CONSTRAINT agreement_copy_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES agreement (id)
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT agreement_copy_sha256 CHECK (length(sha256) = 32)
);

CREATE TRIGGER agreement_copy_append_only BEFORE UPDATE OR DELETE ON agreement_copy
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_copy_no_truncate BEFORE TRUNCATE ON agreement_copy
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
