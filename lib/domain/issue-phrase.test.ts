import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrorsOf } from "./issue-phrase";

const schema = z.object({
  email: z.email(),
  password: z.string().min(10),
  ports: z.array(z.number().max(65535)),
  cidr: z.string().refine((text) => text.includes("/"), "errors.field.cidr"),
});

function errorsOf(input: unknown) {
  return fieldErrorsOf(schema.safeParse(input).error?.issues ?? []);
}

test("every complaint is a sentence of the catalogue with its bound, under the path of its field", () => {
  expect(errorsOf({ email: "x", password: "short", ports: [1, 70000], cidr: "10.0.0.0" })).toEqual({
    email: { key: "errors.field.email" },
    password: { key: "errors.field.tooShort", values: { minimum: 10 } },
    "ports.1": { key: "errors.field.tooBig", values: { maximum: 65535 } },
    cidr: { key: "errors.field.cidr" },
  });
});

test("a missing field is called required, not of a wrong type", () => {
  expect(errorsOf({ ports: [], cidr: "/" }).email).toEqual({ key: "errors.field.required" });
});
