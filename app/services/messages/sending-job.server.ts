/** The work of sending a message, by its line of the contact ledger: one job each. */
export function sendingJob(contactId: string) {
  return { task: "send-message", payload: { contactId }, key: `send-message:${contactId}` };
}
