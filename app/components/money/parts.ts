import { type Component, type Components, componentNames } from "#app/domain/money/components.ts";

export interface Part {
  readonly name: Component;
  readonly minor: bigint;
}

/** A bar's piece: where it starts and how wide it is, in hundredths of a percent of the bar. */
export interface Piece extends Part {
  readonly start: number;
  readonly width: number;
}

/** A part this large leaves the others too thin to read; then they are drawn again, enlarged. */
const dominantFrom = 8_500;
const gap = 50;

/** The parts that are not zero, in the order of every page or in the order given. */
export function partsOf(sums: Components, order: readonly Component[] = componentNames): Part[] {
  return order.map((name) => ({ name, minor: sums[name] })).filter((part) => part.minor > 0n);
}

/**
 * Lays parts along a bar of 100.00%, a gap between each two. The last one ends at the bar's end, so
 * that a picture of rounded widths is still a whole.
 */
export function layOut(parts: readonly Part[]): Piece[] {
  const whole = parts.reduce((total, part) => total + part.minor, 0n);
  const room = BigInt(10_000 - gap * (parts.length - 1));
  let before = 0n;
  return parts.map((part, index) => {
    const start = Number((before * room) / whole) + gap * index;
    before += part.minor;
    const end = Number((before * room) / whole) + gap * index;
    return { ...part, start, width: Math.max(end - start, 30) };
  });
}

/** The small parts beside a dominant first one, when there are at least two of them. */
export function smallRest(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  return first && first.width >= dominantFrom && rest.length > 1 ? rest : [];
}
