import { options, portOf, ready } from "../shared/child.ts";
import { startInbox } from "./inbox.ts";

const given = options(["port", "smtp-port"]);
const inbox = await startInbox({
  port: portOf(given.port),
  smtpPort: portOf(given["smtp-port"]),
});
ready({ origin: inbox.origin, smtpUrl: inbox.smtpUrl, smsUrl: inbox.smsUrl }, inbox.close);
