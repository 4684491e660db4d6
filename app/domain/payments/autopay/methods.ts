/**
 * Kinds of method that autopay may use: allowed by the portfolio, and chargeable again without
 * the payer. Alipay and WeChat Pay pay once.
 */
export function autopayKinds<Kind extends string>(
  allowed: readonly string[],
  reusable: readonly Kind[],
): readonly Kind[] {
  return reusable.filter((kind) => allowed.includes(kind));
}
