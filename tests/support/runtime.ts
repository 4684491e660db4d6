import type { Database } from "#app/db/database.server.ts";
import { pdfMaker } from "#app/gateways/files/pdf-maker.server.ts";
import { createIds } from "#app/gateways/ids.server.ts";
import { createSealer } from "#app/gateways/sealing/sealer.server.ts";
import { createLog } from "#app/http/log.server.ts";
import { addPortfolio, type NewPortfolio } from "#app/services/portfolios/add-portfolio.server.ts";
import { readPortfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Message, Runtime, SendOutcome } from "#app/services/ports.ts";
import { type FakeClock, fakeClock } from "./clock.ts";
import { testSettings } from "./settings.ts";

export interface TestRuntime extends Runtime {
  readonly clock: FakeClock;
  /** Every message that was handed to the gateways, in order. */
  readonly sent: Message[];
  /** What the message gateways answer next; afterwards they take everything. */
  readonly answers: SendOutcome[];
}

/** A runtime on a test database: real sealing and ids, a clock that stands, messages that stay. */
export function testRuntime(db: Database, changes: Partial<Runtime> = {}): TestRuntime {
  const settings = testSettings();
  const clock = fakeClock();
  const sent: Message[] = [];
  const answers: SendOutcome[] = [];
  const absent = (name: string) =>
    new Proxy({}, { get: () => () => Promise.reject(new Error(`no ${name} in this test`)) });
  return {
    settings,
    clock,
    ids: createIds(clock),
    log: createLog("silent", {}),
    db,
    sealer: createSealer(settings.dataKeys),
    payments: noProvider(absent("payments")),
    messages: {
      async send(message) {
        sent.push(message);
        return answers.shift() ?? { outcome: "ok", reference: message.id };
      },
    },
    collector: absent("collector") as Runtime["collector"],
    papers: pdfMaker,
    ...changes,
    sent,
    answers,
  } as TestRuntime;
}

/** Says what a provider could do, for pages that ask it, and does nothing. */
function noProvider(absent: object): Runtime["payments"] {
  const capabilities: Runtime["payments"]["capabilities"] = () => ({
    supported: true,
    minAmountMinor: 1n,
    maxAmountMinor: 99_999_999n,
    stepMinor: 1n,
    methods: ["card"],
    reusableMethods: ["card"],
    pageLifetimeMs: { min: 1_800_000, max: 86_400_000 },
  });
  const known = { capabilities };
  return new Proxy(absent, {
    get: (target, name) => Reflect.get(name in known ? known : target, name),
  }) as Runtime["payments"];
}

/** A portfolio of the Chinese card preset, with some of it changed. */
export async function somePortfolio(runtime: Runtime, changes: Partial<NewPortfolio> = {}) {
  const added = await addPortfolio(
    runtime,
    { kind: "system" },
    {
      code: `p-${runtime.ids.next().slice(-12)}`,
      name: "样本银行",
      currency: "CNY",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
      policy: "cn-bank-card",
      ...changes,
    },
  );
  if (!added.ok) throw new Error(added.error.message);
  return readPortfolio(added.value);
}
