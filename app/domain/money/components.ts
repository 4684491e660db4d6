/** The parts of a balance (domain.md §1), in the order in which every page lists them. */
export const componentNames = ["principal", "interest", "penalty", "fees", "costs"] as const;
export type Component = (typeof componentNames)[number];

/** Minor units by component; one currency, known from the account. */
export type Components = Readonly<Record<Component, bigint>>;

export const noComponents: Components = {
  principal: 0n,
  interest: 0n,
  penalty: 0n,
  fees: 0n,
  costs: 0n,
};

export function totalOf(parts: Components): bigint {
  return parts.principal + parts.interest + parts.penalty + parts.fees + parts.costs;
}

export function addComponents(a: Components, b: Components): Components {
  return combine(a, b, (x, y) => x + y);
}

export function subtractComponents(a: Components, b: Components): Components {
  return combine(a, b, (x, y) => x - y);
}

/** The same components with one of them changed by `minor`. */
export function withAdded(parts: Components, name: Component, minor: bigint): Components {
  return { ...parts, [name]: parts[name] + minor };
}

function combine(
  a: Components,
  b: Components,
  operation: (x: bigint, y: bigint) => bigint,
): Components {
  return {
    principal: operation(a.principal, b.principal),
    interest: operation(a.interest, b.interest),
    penalty: operation(a.penalty, b.penalty),
    fees: operation(a.fees, b.fees),
    costs: operation(a.costs, b.costs),
  };
}
