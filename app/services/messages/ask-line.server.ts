import type { Queryable } from "#app/db/database.server.ts";
import type { ContactRow } from "#app/db/stores/contacts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import type { ContactDecision } from "#app/domain/notices/contact.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { askContact } from "./ask-contact.server.ts";
import type { MessageKind } from "./message-kind.ts";
import { noticeOf } from "./notice-of.server.ts";

/** What the contact rules say now of a message that has a line already, itself not counted. */
export async function askLine(
  runtime: Runtime,
  db: Queryable,
  row: ContactRow,
): Promise<ContactDecision> {
  const { accountId, channel, id } = row;
  const debtor = await findDebtor(db, row.debtorId);
  assert(debtor !== null, "a message is somebody's");
  const portfolio = await loadPortfolio(db, row.portfolioId);
  const notice = noticeOf[row.kind as MessageKind];
  return askContact(runtime, db, { portfolio, debtor, accountId, channel, notice, except: id });
}
