/** An event as it was delivered, and what became of it here. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly accountRef: string;
  /** The account's own number of the event; 0 when the sender gave none. */
  readonly accountSeq: number;
  /** The whole payload, as it was signed. */
  readonly payload: Record<string, unknown>;
  readonly receivedAt: string;
  /** How often it came; more than one is allowed, delivery is at least once. */
  deliveries: number;
  /** Whether it came straight after the event before it. */
  readonly inOrder: boolean;
  appliedAt: string | undefined;
}

/** Events by account, in the order in which they were accepted. */
export class EventStore {
  readonly #accounts = new Map<string, ReceivedEvent[]>();
  readonly #byId = new Map<string, ReceivedEvent>();

  /** Keeps an event; one that came before is only counted again. */
  accept(id: string, payload: Record<string, unknown>): ReceivedEvent {
    const known = this.#byId.get(id);
    if (known) {
      known.deliveries += 1;
      return known;
    }
    const accountRef = text(payload.accountRef);
    const accountSeq = Number(payload.accountSeq ?? 0);
    const events = this.#accounts.get(accountRef) ?? [];
    const before = events.at(-1);
    const event: ReceivedEvent = {
      id,
      type: text(payload.type),
      accountRef,
      accountSeq,
      payload,
      receivedAt: new Date().toISOString(),
      deliveries: 1,
      inOrder: before === undefined || accountSeq === before.accountSeq + 1,
      appliedAt: undefined,
    };
    events.push(event);
    this.#accounts.set(accountRef, events);
    this.#byId.set(id, event);
    return event;
  }

  /** All accounts, the one that heard last first. */
  accounts(): { accountRef: string; events: readonly ReceivedEvent[] }[] {
    const all = [...this.#accounts].map(([accountRef, events]) => ({ accountRef, events }));
    const last = (events: readonly ReceivedEvent[]): string => events.at(-1)?.receivedAt ?? "";
    return all.sort((one, other) => last(other.events).localeCompare(last(one.events)));
  }

  /** The events of one account, or of all, oldest first. */
  list(accountRef = ""): readonly ReceivedEvent[] {
    return accountRef === "" ? [...this.#byId.values()] : (this.#accounts.get(accountRef) ?? []);
  }

  markApplied(accountRef: string, throughSeq: number): void {
    const appliedAt = new Date().toISOString();
    for (const event of this.list(accountRef)) {
      if (event.accountSeq <= throughSeq) event.appliedAt ??= appliedAt;
    }
  }

  clear(): void {
    this.#accounts.clear();
    this.#byId.clear();
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
