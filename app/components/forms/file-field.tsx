import { useTranslation } from "react-i18next";
import { fileSize } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { describe, Field, type FieldProps } from "./field.tsx";

export interface AddedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

interface FileFieldProps extends Omit<FieldProps, "hint" | "flag"> {
  /** Kept already, and not sent yet. Each has a button `remove` with its id. */
  readonly added: readonly AddedFile[];
}

/**
 * Papers and photos to go with a form; works without script. Give the form
 * `encType="multipart/form-data"` and read it by `readFormWithFiles`. What was added stays beside
 * the input until the form is sent; the button `remove` sends the form with the file's id.
 */
export function FileField({ label, added, ...props }: FileFieldProps) {
  const { t } = useTranslation("common");
  const hint = t("files.hint");
  return (
    <>
      <Field id={props.id} label={label} hint={hint} error={props.error}>
        <input
          type="file"
          className="input"
          id={props.id}
          name={props.name}
          multiple
          accept=".pdf,.png,.jpg,.jpeg,.webp,.heic"
          {...describe({ ...props, hint })}
        />
      </Field>
      {added.length > 0 && <Added files={added} />}
    </>
  );
}

function Added({ files }: { files: readonly AddedFile[] }) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  return (
    <ul className="files" aria-label={t("files.added")}>
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <a href={`/files/${id}`}>{name}</a>{" "}
          <span className="small quiet nb">{fileSize(bytes, locale)}</span>{" "}
          <button type="submit" className="plain" name="remove" value={id} formNoValidate>
            {t("files.remove")}
            <span className="sr">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
