/**
 * The characters that a font (sfnt) has glyphs for, by its `cmap` table (OpenType 1.9): formats 12
 * and 4, which are what a subset is written with.
 */
export function charactersOf(font: Buffer): ReadonlySet<number> {
  const characters = new Set<number>();
  const cmap = tableAt(font, "cmap");
  if (cmap === null) return characters;
  const count = font.readUInt16BE(cmap + 2);
  for (let index = 0; index < count; index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + 8 * index + 4);
    const format = font.readUInt16BE(table);
    const ranges = format === 12 ? groups(font, table) : format === 4 ? segments(font, table) : [];
    for (const [first, last] of ranges) {
      for (let point = first; point <= last; point += 1) characters.add(point);
    }
  }
  return characters;
}

type Range = readonly [first: number, last: number];

function tableAt(font: Buffer, tag: string): number | null {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + 16 * index;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  return null;
}

function groups(font: Buffer, table: number): Range[] {
  const count = font.readUInt32BE(table + 12);
  return Array.from({ length: count }, (_, index) => {
    const at = table + 16 + 12 * index;
    return [font.readUInt32BE(at), font.readUInt32BE(at + 4)] as const;
  });
}

/** The last segment, 0xFFFF, stands for nothing. */
function segments(font: Buffer, table: number): Range[] {
  const size = font.readUInt16BE(table + 6);
  const ends = table + 14;
  const starts = ends + size + 2;
  return Array.from({ length: size / 2 }, (_, index) => {
    const at = 2 * index;
    return [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)] as const;
  }).filter(([first]) => first !== 0xffff);
}
