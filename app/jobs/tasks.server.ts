import { chargeAutopayTask } from "./charge-autopay.server.ts";
import { chargePlanInterestTask } from "./charge-plan-interest.server.ts";
import { collectChangesTask } from "./collect-changes.server.ts";
import { forgetDraftsTask } from "./forget-drafts.server.ts";
import { forgetKeysTask } from "./forget-keys.server.ts";
import { forgetUnsentFilesTask } from "./forget-unsent-files.server.ts";
import { holdOverTask } from "./hold-over.server.ts";
import { mailAgreementTask } from "./mail-agreement.server.ts";
import { mailCaseLetterTask, mailHoldingLetterTask } from "./mail-case-letter.server.ts";
import { raiseReviewsTask } from "./raise-reviews.server.ts";
import { reconcileTask } from "./reconcile.server.ts";
import { releaseStuckTask } from "./release-stuck.server.ts";
import { sendMessageTask } from "./send-message.server.ts";
import { settleEventsTask } from "./settle-events.server.ts";
import { sweepAttemptsTask } from "./sweep-attempts.server.ts";
import { sweepRefundsTask } from "./sweep-refunds.server.ts";
import type { Task } from "./task.ts";
import { tellWaitingTask } from "./tell-waiting.server.ts";
import { watchPlansTask } from "./watch-plans.server.ts";

/** Every kind of work that the queue may hold, by the name that `addJob` gives it. */
export const tasks: Readonly<Record<string, Task>> = {
  "charge-autopay": chargeAutopayTask,
  "charge-plan-interest": chargePlanInterestTask,
  "collect-changes": collectChangesTask,
  "mail-agreement": mailAgreementTask,
  "mail-case-letter": mailCaseLetterTask,
  "mail-holding-letter": mailHoldingLetterTask,
  "forget-drafts": forgetDraftsTask,
  "forget-keys": forgetKeysTask,
  "forget-unsent-files": forgetUnsentFilesTask,
  reconcile: reconcileTask,
  "release-stuck": releaseStuckTask,
  "send-message": sendMessageTask,
  "settle-events": settleEventsTask,
  "sweep-attempts": sweepAttemptsTask,
  "sweep-refunds": sweepRefundsTask,
  "watch-plans": watchPlansTask,
  "tell-waiting": tellWaitingTask,
  "hold-over": holdOverTask,
  "raise-reviews": raiseReviewsTask,
};
