-- A message that asks for something is decided again before each try. One that may no longer go, or
-- whose reason is gone, is withdrawn: its line keeps the rule that once allowed it.
ALTER TABLE contact_record DROP CONSTRAINT contact_record_state;
ALTER TABLE contact_record ADD CONSTRAINT contact_record_state CHECK (
  state IN ('queued', 'sent', 'refused', 'blocked', 'logged', 'withdrawn'));

-- The word that a plan stopped waits for the hours of contact too.
ALTER TABLE waiting_message DROP CONSTRAINT waiting_message_kind;
ALTER TABLE waiting_message ADD CONSTRAINT waiting_message_kind CHECK (kind IN (
  'plan-reminder', 'plan-missed', 'plan-broken', 'plan-over', 'message-begun'));
CREATE INDEX waiting_message_contact_id_idx ON waiting_message (contact_id);
