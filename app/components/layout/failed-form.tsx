import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { keptField, PageForm } from "../forms/page-form.tsx";
import { Acts, Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";

/** What was typed into a long form whose page failed; codes, passwords and files are not in it. */
export interface FailedForm {
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** The form's mark, as PageForm writes it. */
  readonly names: string;
  /** It may have carried files. */
  readonly files: boolean;
}

/** entry.server provides it to the page that says that it failed. */
export const FailedFormContext = createContext<FailedForm | null>(null);

/** Sends the same form once more to the same page; nothing where none was sent. */
export function SendAgain() {
  const { t } = useTranslation("common");
  const form = useContext(FailedFormContext);
  if (form === null) return null;
  const fields = Object.entries(form.values).flatMap(([name, texts]) =>
    texts.map((text, index) => ({ key: `${name} ${index}`, name, text })),
  );
  return (
    <>
      <Note title={t("error.unavailable.typed")}>
        {t(form.files ? "error.unavailable.typedFiles" : "error.unavailable.typedHint")}
      </Note>
      <PageForm encType={form.files ? "multipart/form-data" : undefined}>
        <input type="hidden" name={keptField} value={form.names || "yes"} />
        {fields.map(({ key, name, text }) => (
          <input key={key} type="hidden" name={name} value={text} />
        ))}
        <Acts>
          <Button type="submit">{t("error.unavailable.again")}</Button>
        </Acts>
      </PageForm>
    </>
  );
}
