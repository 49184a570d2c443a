import type { z } from "zod";
import { type Phrase, phrase } from "./phrase";

/** What is wrong with the fields of an input, by path ("tunnels.0.insideCidr"); "" is about the whole. */
export type FieldErrors = Record<string, Phrase>;

/** The first complaint about each field. */
export function fieldErrorsOf(issues: readonly z.core.$ZodIssue[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of issues) errors[issue.path.join(".")] ??= issuePhrase(issue);
  return errors;
}

/**
 * The sentence for one complaint of zod. A schema that knows better gives the key itself as its message:
 * `z.string().refine(isCidr, "errors.field.cidr")`.
 */
export function issuePhrase(issue: z.core.$ZodIssue): Phrase {
  if (/^[a-z][\w-]*(\.[\w-]+)+$/i.test(issue.message)) return phrase(issue.message);
  switch (issue.code) {
    case "invalid_type":
      return phrase("errors.field.required");
    case "too_small":
      if (issue.origin === "string") {
        return Number(issue.minimum) <= 1
          ? phrase("errors.field.required")
          : phrase("errors.field.tooShort", { minimum: Number(issue.minimum) });
      }
      return phrase("errors.field.tooSmall", { minimum: Number(issue.minimum) });
    case "too_big":
      if (issue.origin === "string") return phrase("errors.field.tooLong", { maximum: Number(issue.maximum) });
      return phrase("errors.field.tooBig", { maximum: Number(issue.maximum) });
    case "invalid_format":
      return phrase(
        issue.format === "email"
          ? "errors.field.email"
          : issue.format === "url"
            ? "errors.field.url"
            : "errors.field.format",
      );
    default:
      return phrase("errors.field.invalid");
  }
}
