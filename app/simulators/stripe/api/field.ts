import { invalid } from "../refusal.ts";
import type { Param, Params } from "./form.ts";

/** One parameter with its full name, so that a refusal names it as Stripe does. */
export class Field {
  readonly value: Param | undefined;
  readonly name: string;
  /** Whether names that are not known are refused, as they are in our API version. */
  readonly strict: boolean;

  constructor(value: Param | undefined, name: string, strict: boolean) {
    this.value = value;
    this.name = name;
    this.strict = strict;
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== "";
  }

  /** The field inside this one. */
  get(key: string): Field {
    const inner =
      typeof this.value === "object" && !Array.isArray(this.value) ? this.value[key] : undefined;
    return new Field(inner, this.name === "" ? key : `${this.name}[${key}]`, this.strict);
  }

  /** Refuses names that Stripe does not know here. */
  allow(...names: string[]): this {
    if (!this.strict || typeof this.value !== "object" || Array.isArray(this.value)) return this;
    for (const key of Object.keys(this.value)) {
      if (names.includes(key)) continue;
      const name = this.get(key).name;
      throw invalid(name, `Received unknown parameter: ${name}`, "parameter_unknown");
    }
    return this;
  }

  required(): this {
    if (!this.present) {
      throw invalid(this.name, `Missing required param: ${this.name}.`, "parameter_missing");
    }
    return this;
  }

  text(): string | null {
    if (!this.present) return null;
    if (typeof this.value !== "string") throw invalid(this.name, `Invalid string: ${this.name}`);
    return this.value;
  }

  integer(): number | null {
    const text = this.text();
    if (text === null) return null;
    if (!/^-?\d{1,15}$/.test(text)) {
      throw invalid(this.name, `Invalid integer: ${text}`, "parameter_invalid_integer");
    }
    return Number(text);
  }

  flag(): boolean | null {
    const text = this.text();
    if (text === null) return null;
    if (text !== "true" && text !== "false") throw invalid(this.name, `Invalid boolean: ${text}`);
    return text === "true";
  }

  oneOf<const Option extends string>(options: readonly Option[]): Option | null {
    const text = this.text();
    if (text === null) return null;
    if (options.includes(text as Option)) return text as Option;
    throw invalid(
      this.name,
      `Invalid ${this.name}: must be one of ${options.join(", ")}`,
      "parameter_unknown",
    );
  }

  items(): Field[] {
    if (!this.present) return [];
    if (!Array.isArray(this.value)) throw invalid(this.name, `Invalid array: ${this.name}`);
    return this.value.map((item, at) => new Field(item, `${this.name}[${at}]`, this.strict));
  }

  texts(): string[] {
    return this.items().map((item) => item.required().text() as string);
  }

  /** Metadata: at most 50 keys of 40 characters, values of 500. */
  metadata(): Record<string, string> {
    if (!this.present) return {};
    const out: Record<string, string> = {};
    const entries = Object.keys(this.value as Params);
    if (entries.length > 50) throw invalid(this.name, "Metadata can have up to 50 keys");
    for (const key of entries) {
      const text = this.get(key).text() ?? "";
      if (key.length > 40) throw invalid(this.name, "Metadata keys can be 40 characters long");
      if (text.length > 500) {
        throw invalid(this.get(key).name, "Metadata values can be 500 characters long");
      }
      if (text !== "") out[key] = text;
    }
    return out;
  }
}

export const fieldsOf = (params: Params, strict = true): Field => new Field(params, "", strict);
