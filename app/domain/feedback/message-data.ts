/** Moments in RFC 3339, UTC. */
type MomentText = string;

/** The contact itself is read from the account; here stands its mask. */
export interface ContactChangedData {
  readonly debtorRef: string;
  readonly channel: "email" | "sms";
  readonly to: string;
  readonly changedAt: MomentText;
}

/** What was written stays with the portal. */
export interface MessageReceivedData {
  readonly threadId: string;
  readonly messageId: string;
  readonly debtorRef: string;
  readonly files: number;
  readonly answerBy: MomentText;
}

export interface SurveyData {
  readonly debtorRef: string;
  /** 1 to 5, 5 the best. */
  readonly score: number;
  /** Whether words stand beside it; they stay with the portal. */
  readonly text: boolean;
  readonly answeredAt: MomentText;
}
