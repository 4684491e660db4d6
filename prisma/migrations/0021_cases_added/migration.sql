-- More may be told of a hardship that waits for its answer, and the day on which a treatment ended
-- becomes known after the answer.

ALTER TABLE hardship_step DROP CONSTRAINT hardship_step_kind;
ALTER TABLE hardship_step ADD CONSTRAINT hardship_step_kind CHECK (kind IN (
  'submitted', 'decided', 'answered', 'reopened', 'withdrawn', 'added', 'treatment-ended'));
