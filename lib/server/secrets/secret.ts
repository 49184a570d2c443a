import "server-only";
import { inspect } from "node:util";

const PRINTED = "[secret]";

/**
 * A pre-shared key or credential from the moment it is parsed. It prints as [secret] in text, JSON, logs and inspection;
 * `reveal()` is the only way to the words, and a test counts who calls it.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return PRINTED;
  }

  toJSON(): string {
    return PRINTED;
  }

  [inspect.custom](): string {
    return PRINTED;
  }
}
