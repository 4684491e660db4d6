import type { Queryable } from "../database.server.ts";

export interface NewJob {
  readonly task: string;
  readonly payload: object;
  /** One job a key: adding it again changes the waiting one. */
  readonly key: string;
  readonly maxAttempts?: number;
  /** How long to wait by the database's own clock, whatever ours says; absent: not at all. */
  readonly delayMs?: number;
}

/** Queues work in the caller's transaction: it exists when that commits, and not otherwise. */
export async function addJob(db: Queryable, job: NewJob): Promise<void> {
  await db.query(
    `select graphile_worker.add_job($1::text, payload := $2::json, job_key := $3::text,
       max_attempts := $4::int,
       run_at := now() + make_interval(secs => $5::float8 / 1000))`,
    [job.task, JSON.stringify(job.payload), job.key, job.maxAttempts ?? 12, job.delayMs ?? null],
  );
}

/** Gives back jobs that a worker took and never ended: it died, for none takes this long. */
export async function releaseStuckJobs(db: Queryable, olderThanMs: number): Promise<void> {
  await db.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
     from graphile_worker.jobs
     where locked_at < now() - make_interval(secs => $1::float8 / 1000)
     having count(*) > 0`,
    [olderThanMs],
  );
}
