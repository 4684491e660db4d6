import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { attachment, notFound } from "#app/http/responses.server.ts";
import { receiptCopy } from "#app/services/documents/receipt-copy.server.ts";

/** A receipt to keep: `/a/<account>/receipts/<payment>/receipt.pdf`. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { account, visit } = await requireAccount(request, context, params.accountId);
  const reader = { debtorId: visit.debtor.id, locale: context.locale };
  const copy = await receiptCopy(context.runtime, reader, account, params.paymentId ?? "");
  if (copy === null) throw notFound();
  return attachment(copy.bytes, copy.filename, "application/pdf");
}
