interface MessagePreviewProps {
  /** Empty for SMS. */
  readonly subject: string;
  readonly text: string;
  /** The language of the words, which may be another than the page's. */
  readonly locale: string;
}

/** The very words that would go out, in the language of whoever reads them. */
export function MessagePreview({ subject, text, locale }: MessagePreviewProps) {
  return (
    <div className="preview small" lang={locale}>
      {subject && <p>{subject}</p>}
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
