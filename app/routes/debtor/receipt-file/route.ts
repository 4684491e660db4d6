import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { attachment, notFound } from "#app/http/responses.server.ts";
import { receiptCopy } from "#app/services/documents/receipt-copy.server.ts";

/** A receipt to keep: `/a/<account>/receipts/<payment>/receipt.pdf`. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { account } = await requireAccount(request, context, params.accountId);
  const { runtime, locale } = context;
  const copy = await receiptCopy(runtime, account, params.paymentId ?? "", locale);
  if (copy === null) throw notFound();
  return attachment(copy.bytes, copy.filename, "application/pdf");
}
