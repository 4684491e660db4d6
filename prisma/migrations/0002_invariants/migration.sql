-- What the schema file cannot say: rules that hold whoever writes, this program included.
-- Refusals of our own have SQLSTATEs of class KE: KE001 append-only, KE002 posting unbalanced.
-- Functions used here exist since PostgreSQL 15.

-- ---------- values that the domain allows ----------

ALTER TABLE portfolio
  ADD CONSTRAINT portfolio_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT portfolio_policy_version CHECK (policy_version >= 1);

ALTER TABLE debtor
  ADD CONSTRAINT debtor_opt_out CHECK (opt_out <@ ARRAY['email', 'sms']);

ALTER TABLE account
  ADD CONSTRAINT account_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT account_status CHECK (status IN ('open', 'recalled', 'closed')),
  ADD CONSTRAINT account_amounts CHECK (
    principal >= 0 AND interest >= 0 AND penalty >= 0 AND fees >= 0 AND costs >= 0
    AND minimum_due >= 0),
  ADD CONSTRAINT account_total CHECK (total = principal + interest + penalty + fees + costs),
  ADD CONSTRAINT account_numbers CHECK (
    applied_through >= 0 AND event_seq >= 0 AND applied_seen >= 0),
  ADD CONSTRAINT account_chain_head CHECK (octet_length(chain_head) = 32);

ALTER TABLE account_snapshot
  ADD CONSTRAINT account_snapshot_amounts CHECK (
    principal >= 0 AND interest >= 0 AND penalty >= 0 AND fees >= 0 AND costs >= 0
    AND minimum_due >= 0 AND applied_through >= 0);

ALTER TABLE hold
  ADD CONSTRAINT hold_kind CHECK (kind IN (
    'dispute', 'breathing-space', 'vulnerability', 'agreed-plan', 'bankruptcy', 'deceased',
    'legal', 'identity-fraud', 'manual')),
  ADD CONSTRAINT hold_effects CHECK (
    effects <@ ARRAY['interest', 'notices', 'autopay', 'offers', 'collection']),
  ADD CONSTRAINT hold_interval CHECK (to_on IS NULL OR to_on >= from_on),
  ADD CONSTRAINT hold_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL));

ALTER TABLE posting
  ADD CONSTRAINT posting_amount CHECK (amount > 0),
  ADD CONSTRAINT posting_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT posting_kind CHECK (kind IN (
    'opening', 'payment', 'refund', 'suspense', 'interest', 'penalty', 'charge', 'waiver',
    'credit', 'reversal', 'chargeback')),
  ADD CONSTRAINT posting_reversal CHECK (kind <> 'reversal' OR reverses IS NOT NULL),
  ADD CONSTRAINT posting_account_seq CHECK (account_seq >= 0),
  ADD CONSTRAINT posting_chain_hash CHECK (octet_length(chain_hash) = 32);

ALTER TABLE entry
  ADD CONSTRAINT entry_line CHECK (line >= 1),
  ADD CONSTRAINT entry_amount CHECK (amount <> 0),
  ADD CONSTRAINT entry_ledger_account CHECK (
    ledger_account ~ '^(receivable|income):(principal|interest|penalty|fees|costs)$'
    OR ledger_account ~ '^cash:[a-z0-9-]+$'
    OR ledger_account IN ('credit:debtor', 'suspense', 'waiver', 'snapshot'));

ALTER TABLE portal_link
  ADD CONSTRAINT portal_link_token CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT portal_link_channel CHECK (channel IN ('none', 'email', 'sms', 'letter')),
  ADD CONSTRAINT portal_link_expires CHECK (expires_at > created_at);

ALTER TABLE lock_counter
  ADD CONSTRAINT lock_counter_failures CHECK (failures >= 0 AND locks >= 0 AND cardinality(failed_at) <= 10);

ALTER TABLE verification_attempt
  ADD CONSTRAINT verification_attempt_outcome CHECK (
    outcome IN ('passed', 'failed', 'locked', 'expired'));

ALTER TABLE access_code
  ADD CONSTRAINT access_code_tries CHECK (tries >= 0),
  ADD CONSTRAINT access_code_expires CHECK (expires_at > created_at);

ALTER TABLE session
  ADD CONSTRAINT session_token CHECK (octet_length(token_hash) = 32),
  ADD CONSTRAINT session_order CHECK (code_at IS NULL OR verified_at IS NOT NULL),
  ADD CONSTRAINT session_kind CHECK (
    (kind = 'debtor' AND staff_id IS NULL) OR (kind = 'staff' AND debtor_id IS NULL));

ALTER TABLE proposal
  ADD CONSTRAINT proposal_answer CHECK (answer IN ('accepted', 'counter', 'referred')),
  ADD CONSTRAINT proposal_state CHECK (
    state IN ('answered', 'waiting', 'decided', 'withdrawn'));

ALTER TABLE plan
  ADD CONSTRAINT plan_kind CHECK (kind IN ('full', 'settlement', 'instalments', 'deferment')),
  ADD CONSTRAINT plan_state CHECK (
    state IN ('agreed', 'active', 'completed', 'broken', 'cancelled', 'replaced')),
  ADD CONSTRAINT plan_interest_mode CHECK (
    interest_mode IN ('frozen', 'contract', 'reduced', 'fee')),
  ADD CONSTRAINT plan_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT plan_amounts CHECK (to_pay > 0 AND waived >= 0),
  ADD CONSTRAINT plan_dates CHECK (last_due_on >= first_due_on),
  ADD CONSTRAINT plan_replaced CHECK (state <> 'replaced' OR replaced_by IS NOT NULL);

ALTER TABLE instalment
  ADD CONSTRAINT instalment_n CHECK (n >= 1),
  ADD CONSTRAINT instalment_amounts CHECK (
    amount > 0 AND principal >= 0 AND interest >= 0 AND penalty >= 0 AND fees >= 0
    AND costs >= 0 AND balance_after >= 0),
  ADD CONSTRAINT instalment_sum CHECK (amount = principal + interest + penalty + fees + costs);

ALTER TABLE agreement
  ADD CONSTRAINT agreement_sha256 CHECK (octet_length(sha256) = 32);

ALTER TABLE payment_attempt
  ADD CONSTRAINT payment_attempt_amount CHECK (amount > 0),
  ADD CONSTRAINT payment_attempt_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT payment_attempt_state CHECK (state IN (
    'created', 'open', 'processing', 'succeeded', 'failed', 'expired', 'cancelled'));

ALTER TABLE payment
  ADD CONSTRAINT payment_amount CHECK (amount > 0),
  ADD CONSTRAINT payment_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT payment_state CHECK (state IN ('succeeded', 'reversed'));

ALTER TABLE provider_event
  ADD CONSTRAINT provider_event_tries CHECK (tries >= 0);

ALTER TABLE break
  ADD CONSTRAINT break_state CHECK (state IN ('open', 'closed')),
  ADD CONSTRAINT break_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL));

ALTER TABLE event
  ADD CONSTRAINT event_account_seq CHECK (account_seq >= 1),
  ADD CONSTRAINT event_seq CHECK (seq >= 1),
  ADD CONSTRAINT event_version CHECK (version >= 1);

ALTER TABLE webhook_endpoint
  ADD CONSTRAINT webhook_endpoint_state CHECK (state IN ('enabled', 'disabled'));

ALTER TABLE delivery
  ADD CONSTRAINT delivery_state CHECK (state IN ('pending', 'accepted', 'failed')),
  ADD CONSTRAINT delivery_tries CHECK (tries >= 0);

ALTER TABLE contact_record
  ADD CONSTRAINT contact_record_channel CHECK (
    channel IN ('email', 'sms', 'letter', 'call', 'visit')),
  ADD CONSTRAINT contact_record_class CHECK (class IN ('contact', 'service')),
  ADD CONSTRAINT contact_record_state CHECK (
    state IN ('queued', 'sent', 'refused', 'blocked', 'logged')),
  -- What a rule forbade is never sent; what was sent had been allowed.
  ADD CONSTRAINT contact_record_allowed CHECK (allowed OR state IN ('blocked', 'logged'));

ALTER TABLE staff
  ADD CONSTRAINT staff_role CHECK (role IN (
    'collector', 'customer-service', 'supervisor', 'administrator', 'auditor'));

ALTER TABLE api_key
  ADD CONSTRAINT api_key_hash CHECK (octet_length(key_hash) = 32),
  ADD CONSTRAINT api_key_acked CHECK (acked_up_to >= 0);

ALTER TABLE idempotency_key
  ADD CONSTRAINT idempotency_key_fingerprint CHECK (octet_length(fingerprint) = 32);

ALTER TABLE import_run
  ADD CONSTRAINT import_run_counts CHECK (
    inserted >= 0 AND updated >= 0 AND unchanged >= 0 AND refused >= 0);

-- ---------- once only, and what queues read ----------

-- A second click finds the first attempt; a debt has one plan at a time.
CREATE UNIQUE INDEX payment_attempt_one_open ON payment_attempt (obligation, purpose)
  WHERE state IN ('created', 'open', 'processing');
CREATE UNIQUE INDEX plan_one_active ON plan (account_id) WHERE state IN ('agreed', 'active');
CREATE UNIQUE INDEX staff_email_any_case ON staff (lower(email));

CREATE INDEX payment_attempt_sweep ON payment_attempt (state, updated_at)
  WHERE state IN ('created', 'open', 'processing');
CREATE INDEX provider_event_waiting ON provider_event (next_try_at) WHERE processed_at IS NULL;
CREATE INDEX event_unplaced ON event (id) WHERE seq IS NULL;
CREATE INDEX delivery_pending ON delivery (endpoint_id, next_try_at) WHERE state = 'pending';
CREATE INDEX contact_record_queued ON contact_record (at) WHERE state = 'queued';

-- Staff search by the beginning of a reference in any case: lower(ref) LIKE lower($1) || '%'.
CREATE INDEX account_ref_prefix ON account (lower(ref) text_pattern_ops, id);

-- ---------- append-only ----------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', tg_table_name, tg_op USING ERRCODE = 'KE001';
END $$;

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER agreement_append_only BEFORE UPDATE OR DELETE ON agreement
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_no_truncate BEFORE TRUNCATE ON agreement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A posting's one change is its seal, set once by close_posting() at commit.
CREATE TRIGGER posting_append_only BEFORE UPDATE ON posting FOR EACH ROW
  WHEN (old.chain_hash IS NOT NULL OR row(
    old.id, old.account_id, old.portfolio_id, old.kind, old.effective_on, old.currency, old.amount,
    old.principal, old.interest, old.penalty, old.fees, old.costs, old.credit, old.rule,
    old.source, old.once_key, old.reverses, old.account_seq, old.recorded_at
  ) IS DISTINCT FROM row(
    new.id, new.account_id, new.portfolio_id, new.kind, new.effective_on, new.currency, new.amount,
    new.principal, new.interest, new.penalty, new.fees, new.costs, new.credit, new.rule,
    new.source, new.once_key, new.reverses, new.account_seq, new.recorded_at))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_no_truncate BEFORE TRUNCATE ON posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A fact keeps what it says; only its place in the feed (once) and its delivery are added.
CREATE TRIGGER event_append_only BEFORE UPDATE ON event FOR EACH ROW
  WHEN (old.seq IS DISTINCT FROM new.seq AND old.seq IS NOT NULL OR row(
    old.id, old.portfolio_id, old.account_id, old.account_ref, old.account_seq, old.type,
    old.version, old.occurred_at, old.data
  ) IS DISTINCT FROM row(
    new.id, new.portfolio_id, new.account_id, new.account_ref, new.account_seq, new.type,
    new.version, new.occurred_at, new.data))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ---------- the ledger balances and is chained ----------

-- What a posting's seal is made of, beside the seal before it: the row and its lines, as text.
CREATE FUNCTION posting_seal_text(p posting, lines text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('|', p.id, p.account_id, p.portfolio_id, p.kind, p.effective_on - date '1970-01-01',
    p.currency, p.amount, p.principal, p.interest, p.penalty, p.fees, p.costs, p.credit,
    length(p.rule), p.rule, length(p.source), p.source, length(p.once_key), p.once_key,
    coalesce(p.reverses::text, '-'), p.account_seq,
    (extract(epoch FROM p.recorded_at) * 1000)::bigint, lines)
$$;

CREATE FUNCTION posting_lines_text(posting_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(concat_ws(':', e.line, e.ledger_account, e.amount), ',' ORDER BY e.line)
  FROM entry e WHERE e.posting_id = $1
$$;

-- At commit: the lines sum to zero, say what the posting says, and are sealed into the account's
-- chain. The account's row lock puts the postings of one account in one order.
CREATE FUNCTION close_posting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found record;
  head bytea;
BEGIN
  SELECT count(*) AS lines, coalesce(sum(amount), 0) AS total,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'receivable:principal'), 0) AS principal,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'receivable:interest'), 0) AS interest,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'receivable:penalty'), 0) AS penalty,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'receivable:fees'), 0) AS fees,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'receivable:costs'), 0) AS costs,
    coalesce(sum(amount) FILTER (WHERE ledger_account = 'credit:debtor'), 0) AS credit,
    string_agg(concat_ws(':', line, ledger_account, amount), ',' ORDER BY line) AS body
  INTO found FROM entry WHERE posting_id = new.id;
  IF found.lines < 2 THEN
    RAISE EXCEPTION 'posting % has % lines, not two or more', new.id, found.lines
      USING ERRCODE = 'KE002';
  END IF;
  IF found.total <> 0 THEN
    RAISE EXCEPTION 'posting % is off balance by %', new.id, found.total USING ERRCODE = 'KE002';
  END IF;
  IF (found.principal, found.interest, found.penalty, found.fees, found.costs, -found.credit)
    IS DISTINCT FROM
    (new.principal, new.interest, new.penalty, new.fees, new.costs, new.credit) THEN
    RAISE EXCEPTION 'posting % does not say what its lines say', new.id USING ERRCODE = 'KE002';
  END IF;
  UPDATE account SET chain_head = sha256(
      coalesce(chain_head, ''::bytea) || convert_to(posting_seal_text(new, found.body), 'UTF8'))
    WHERE id = new.account_id AND portfolio_id = new.portfolio_id AND currency = new.currency
    RETURNING chain_head INTO head;
  IF head IS NULL THEN
    RAISE EXCEPTION 'posting % belongs to no account of its portfolio and currency', new.id
      USING ERRCODE = 'KE002';
  END IF;
  UPDATE posting SET chain_hash = head WHERE id = new.id;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER posting_closes AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION close_posting();

-- The seal is not for others to set.
CREATE FUNCTION open_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.chain_hash := NULL;
  RETURN new;
END $$;

CREATE TRIGGER posting_opens BEFORE INSERT ON posting FOR EACH ROW
  WHEN (new.chain_hash IS NOT NULL) EXECUTE FUNCTION open_posting();

-- Lines join a posting of their own transaction only: a sealed one takes no more. Asked row by row,
-- so that the planner, which knows nothing of `added`, never reads the whole ledger for it.
CREATE FUNCTION check_new_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added a
    WHERE (SELECT p.chain_hash IS NULL FROM posting p WHERE p.id = a.posting_id) IS NOT TRUE)
  THEN
    RAISE EXCEPTION 'an entry joins no posting, or one that is closed' USING ERRCODE = 'KE001';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER entry_joins_open_posting AFTER INSERT ON entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION check_new_entries();

-- ---------- the audit log is chained ----------

CREATE FUNCTION audit_seal_text(a audit) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('|', a.id, (extract(epoch FROM a.at) * 1000)::bigint,
    coalesce(a.portfolio_id::text, '-'), length(a.actor), a.actor, length(a.action), a.action,
    length(a.subject), a.subject, a.detail)
$$;

-- One chain a portfolio, and one for what belongs to none. The number is taken under the lock of the
-- chain's head, so numbers follow the chain.
CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  chain uuid := coalesce(new.portfolio_id, '00000000-0000-0000-0000-000000000000');
BEGIN
  INSERT INTO audit_chain (portfolio_id) VALUES (chain) ON CONFLICT DO NOTHING;
  SELECT head INTO new.prev_hash FROM audit_chain WHERE portfolio_id = chain FOR UPDATE;
  new.id := nextval('audit_id_seq');
  new.hash := sha256(
    coalesce(new.prev_hash, ''::bytea) || convert_to(audit_seal_text(new), 'UTF8'));
  UPDATE audit_chain SET head = new.hash, lines = lines + 1 WHERE portfolio_id = chain;
  RETURN new;
END $$;

CREATE TRIGGER audit_chains BEFORE INSERT ON audit
  FOR EACH ROW EXECUTE FUNCTION chain_audit();
