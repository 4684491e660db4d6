import { useTranslation } from "react-i18next";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { fileSize } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

export interface ThreadMessage {
  readonly id: string;
  /** The debtor wrote it, else somebody of ours. */
  readonly mine: boolean;
  readonly text: string;
  readonly at: number;
  readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
}

interface ThreadMessagesProps {
  readonly messages: readonly ThreadMessage[];
  readonly zone: string;
  /** Who the two sides are, as the reader knows them. */
  readonly names: { readonly mine: string; readonly theirs: string };
  /** Where a file opens: "/files/" or "/staff/evidence/"; null: this reader may not open it. */
  readonly filesAt: string | null;
}

/** What was written, oldest first, like the letters of a file. */
export function ThreadMessages({ messages, zone, names, filesAt }: ThreadMessagesProps) {
  const locale = useLocale();
  return (
    <ol className="thread">
      {messages.map(({ id, mine, text, at, files }) => (
        <li key={id} className={mine ? undefined : "theirs"}>
          <p className="small quiet">
            <b>{mine ? names.mine : names.theirs}</b>{" "}
            <time className="nb" dateTime={dateInZone(at, zone)}>
              {shortMoment(at, zone, locale)}
            </time>
          </p>
          <p className="said">{text}</p>
          {files.length > 0 && <Files files={files} filesAt={filesAt} />}
        </li>
      ))}
    </ol>
  );
}

function Files({ files, filesAt }: { files: ThreadMessage["files"]; filesAt: string | null }) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  return (
    <ul className="files" aria-label={t("files.added")}>
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          {filesAt === null ? name : <a href={`${filesAt}${id}`}>{name}</a>}{" "}
          <span className="small quiet nb">{fileSize(bytes, locale)}</span>
        </li>
      ))}
    </ul>
  );
}
