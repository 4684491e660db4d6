import { useTranslation } from "react-i18next";
import { useKept } from "../layout/frame.tsx";

/** A refused form as its action hands it back: what was typed, and reason keys by field. */
export interface RefusedForm {
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Keys of `reason` in common.json; under "" those of the form as a whole. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

/** What a field component needs to know of the form. */
export interface FieldView {
  readonly name: string;
  readonly id: string;
  readonly error: string | undefined;
  readonly defaultValue: string | undefined;
  readonly defaultValues: readonly string[];
}

export interface FormView {
  readonly refused: boolean;
  field(name: string): FieldView;
  /** Texts of the form as a whole, then of its fields, each with the field's id. */
  readonly errors: readonly { readonly name: string; readonly id: string; readonly text: string }[];
}

/**
 * Reads a refused form in the page's language; give it what useActionData returned.
 * `initial`: values to start from, when nothing was typed yet. What was typed into a kept form
 * before, and not sent, stands in their place, with every box as it was ticked. `names`: of the
 * kept form, as `PageForm` has them.
 */
export function useFormView(
  refused: RefusedForm | null | undefined,
  initial: Readonly<Record<string, string | readonly string[] | undefined>> = {},
  names = "",
): FormView {
  const { t } = useTranslation("common");
  const kept = useKept(names);
  const textOf = (keys: readonly string[] | undefined) =>
    keys?.[0] === undefined ? undefined : t(`reason.${keys[0]}` as "reason.required");
  const valuesOf = (name: string): readonly string[] => {
    if (refused) return refused.values[name] ?? [];
    const first = kept ? kept.values[name] : initial[name];
    return first === undefined ? [] : typeof first === "string" ? [first] : first;
  };
  return {
    refused: refused !== null && refused !== undefined,
    field: (name) => ({
      name,
      id: fieldId(name),
      error: textOf(refused?.errors[name]),
      defaultValue: valuesOf(name)[0],
      defaultValues: valuesOf(name),
    }),
    errors: Object.entries(refused?.errors ?? {}).map(([name, keys]) => ({
      name,
      id: fieldId(name),
      text: textOf(keys) ?? "",
    })),
  };
}

function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9]+/g, "-")}`;
}
