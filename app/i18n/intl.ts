/**
 * Intl formatters by language and options, made once: making one costs a hundred times more than
 * using one, and a page uses dozens. There are as many as there are ways to format.
 */
export const numberFormat = cached(
  (tag: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options),
);
export const dateFormat = cached(
  (tag: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options),
);

/** Intl.NumberFormat formats decimal text exactly, with no float in between. */
export type DecimalText = `${number}`;

function cached<O, F>(make: (tag: string, options: O) => F): (tag: string, options: O) => F {
  const made = new Map<string, F>();
  return (tag, options) => {
    const key = `${tag} ${JSON.stringify(options)}`;
    const found = made.get(key) ?? make(tag, options);
    made.set(key, found);
    return found;
  };
}
