import { describe, Field, type FieldProps } from "./field.tsx";

interface CodeFieldProps extends FieldProps {
  /** Number of characters: 6 for a code that was sent, 4 for the end of a number. */
  readonly length: number;
  /** `sent`: a one-time code, which a phone may fill in. `fact`: digits that the reader knows. */
  readonly kind: "sent" | "fact";
  /** Letters may occur, as X in an identity number. */
  readonly letters?: boolean;
}

/** Few characters, large and apart; never filled in from before. */
export function CodeField({ length, kind, letters, ...props }: CodeFieldProps) {
  const { id, name, label, hint, error, flag, defaultValue } = props;
  return (
    <Field {...{ id, label, hint, error, flag }}>
      <CodeInput {...{ id, name, length, kind, letters, hint, error, defaultValue }} />
    </Field>
  );
}

type CodeInputProps = Pick<CodeFieldProps, "id" | "name" | "length" | "kind"> &
  Partial<Pick<CodeFieldProps, "letters" | "hint" | "error" | "defaultValue">>;

/** The input alone, for under a choice. */
export function CodeInput(props: CodeInputProps) {
  const { id, name, length, kind, letters, defaultValue } = props;
  return (
    <input
      className="input code"
      {...{ id, name, defaultValue }}
      {...describe(props)}
      maxLength={kind === "sent" ? length + 2 : length}
      inputMode={letters ? "text" : "numeric"}
      autoComplete={kind === "sent" ? "one-time-code" : "off"}
      autoCapitalize="characters"
      spellCheck={false}
    />
  );
}
