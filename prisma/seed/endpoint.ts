import { listEndpoints, setEndpointUrl } from "#app/db/stores/endpoints.server.ts";
import { system } from "#app/services/act.server.ts";
import { addEndpoint, webhookSecret } from "#app/services/feedback/add-endpoint.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Runtime } from "#app/services/ports.ts";

/** Has each portfolio's events sent to the collector simulator, wherever it listens today. */
export async function seedEndpoints(
  runtime: Runtime,
  portfolios: readonly Portfolio[],
  url: string,
): Promise<string> {
  const secret = webhookSecret(runtime.sealer.mac("demo-endpoint"));
  for (const portfolio of portfolios) {
    const [known] = await listEndpoints(runtime.db, [portfolio.id]);
    if (known !== undefined) {
      if (known.url !== url) await setEndpointUrl(runtime.db, known.id, url);
      continue;
    }
    const wanted = { portfolioId: portfolio.id, url, secret };
    const added = await addEndpoint(runtime, system, wanted);
    if (!added.ok) throw new Error(`endpoint: ${added.error}`);
  }
  return secret;
}

/** Tells the simulator whom to believe, and where to say what it has applied. */
export async function introduce(
  webhookUrl: string,
  facts: { readonly secret: string; readonly apiBase: string; readonly apiKey: string },
): Promise<void> {
  const response = await fetch(new URL("/_sim/configure", webhookUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(facts),
  });
  if (!response.ok) throw new Error(`the collector simulator answered ${response.status}`);
}
