import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProposalAnswer } from "./answer.tsx";
import { ProposalForm } from "./proposal-form.tsx";
import { showProposal, takeProposal } from "./route.server.ts";
import { WithdrawnProposal } from "./withdrawn.tsx";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showProposal(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takeProposal(request, context, params.accountId);

export default function Propose() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  if (page.kind === "withdrawn") return <WithdrawnProposal {...page.withdrawn} />;
  if (page.kind === "answer") return <ProposalAnswer {...page.proposal} zone={page.zone} />;
  return <ProposalForm start={page.form} refused={refused} zone={page.zone} />;
}
