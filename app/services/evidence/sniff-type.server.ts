import type { EvidenceType } from "#app/db/stores/evidence.server.ts";

/** What each kind starts with; `at` is where. Archives are none of them, whatever their name. */
const marks: readonly { readonly type: EvidenceType; readonly parts: readonly Mark[] }[] = [
  { type: "application/pdf", parts: [{ at: 0, text: "%PDF-" }] },
  { type: "image/png", parts: [{ at: 0, text: "\x89PNG\r\n\x1a\n" }] },
  { type: "image/jpeg", parts: [{ at: 0, text: "\xff\xd8\xff" }] },
  {
    type: "image/webp",
    parts: [
      { at: 0, text: "RIFF" },
      { at: 8, text: "WEBP" },
    ],
  },
  ...["heic", "heix", "hevc", "mif1", "msf1"].map((brand) => ({
    type: "image/heic" as const,
    parts: [{ at: 4, text: `ftyp${brand}` }],
  })),
];

interface Mark {
  readonly at: number;
  /** One character a byte. */
  readonly text: string;
}

/** The kind of a file by its first bytes; null for every kind that is not taken. */
export function sniffType(content: Uint8Array): EvidenceType | null {
  const head = Buffer.from(content.subarray(0, 32)).toString("latin1");
  const fits = ({ parts }: { readonly parts: readonly Mark[] }) =>
    parts.every(({ at, text }) => head.startsWith(text, at));
  return marks.find(fits)?.type ?? null;
}
