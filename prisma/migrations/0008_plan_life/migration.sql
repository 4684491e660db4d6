-- The life of a plan: what became of it, when to look at it next, and a portfolio's own calendar.

CREATE TABLE calendar_day (
  portfolio_id UUID NOT NULL,
  on_day DATE NOT NULL,
  working BOOLEAN NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  CONSTRAINT calendar_day_pkey PRIMARY KEY (portfolio_id, on_day)
);

CREATE TABLE plan_change (
  id UUID NOT NULL,
  plan_id UUID NOT NULL,
  account_id UUID NOT NULL,
  portfolio_id UUID NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER,
  from_on DATE,
  to_on DATE,
  by TEXT NOT NULL,
  detail JSONB NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT plan_change_pkey PRIMARY KEY (id),
  CONSTRAINT plan_change_kind CHECK (kind IN (
    'moved', 'skipped', 'reminded', 'missed', 'broken', 'cured', 'cancelled', 'replaced')),
  CONSTRAINT plan_change_n CHECK (n >= 1),
  CONSTRAINT plan_change_instalment CHECK (
    kind NOT IN ('moved', 'skipped', 'reminded', 'missed') OR (n IS NOT NULL AND from_on IS NOT NULL)),
  CONSTRAINT plan_change_moved CHECK (kind <> 'moved' OR to_on > from_on)
);
CREATE INDEX plan_change_plan_id_at_idx ON plan_change (plan_id, at);

-- A reminder and a miss are told once of each date, whoever looks and how often.
CREATE UNIQUE INDEX plan_change_once ON plan_change (plan_id, kind, n, from_on)
  WHERE kind IN ('reminded', 'missed');

CREATE TRIGGER plan_change_append_only BEFORE UPDATE OR DELETE ON plan_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER plan_change_no_truncate BEFORE TRUNCATE ON plan_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE plan ADD COLUMN watch_on DATE;
CREATE INDEX plan_watch ON plan (watch_on NULLS FIRST) WHERE state IN ('agreed', 'active');
