import { isCurrency } from "#app/domain/money/currency.ts";
import { Amount } from "./amount.tsx";

/**
 * An amount in a currency that may be none of ours: money in suspense comes in any. Unknown ones
 * show their minor units, for nobody can say how many places they have.
 */
export function Money({ minor, currency }: { readonly minor: bigint; readonly currency: string }) {
  if (isCurrency(currency)) return <Amount minor={minor} currency={currency} />;
  return (
    <span className="n">
      {currency} {String(minor)}
    </span>
  );
}
