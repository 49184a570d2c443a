import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import kindMessages from "@/messages/en/kinds.json";
import planMessages from "@/messages/en/plan.json";
import problemMessages from "@/messages/en/problems.json";
import { kindNames, kindOf } from ".";

const messages: Record<string, unknown> = { kinds: kindMessages, plan: planMessages, problems: problemMessages };

/** Algorithms and numbers are called the same in every language. */
const SPEAK_FOR_THEMSELVES = /Algorithms$|GroupNumbers$/;

describe.each(kindNames)("%s", (kind) => {
  it("has a label, a plural, a title for a new one and a sentence about it", () => {
    for (const word of ["label", "plural", "new", "about"]) expect(textAt(`kinds.${kind}.${word}`)).toBeTruthy();
  });

  it("has a label and a help text for every field, and a word for every choice", () => {
    for (const { at, schema } of fieldsOf(kindOf(kind).spec, `kinds.${kind}`)) {
      expect(textAt(`${at}.label`), `${at}.label`).toBeTruthy();
      expect(textAt(`${at}.help`), `${at}.help`).toBeTruthy();
      if (SPEAK_FOR_THEMSELVES.test(at)) continue;
      for (const choice of choicesOf(schema))
        expect(textAt(`${at}.choices.${choice}`), `${at}: ${choice}`).toBeTruthy();
    }
  });

  it("has no words for a field that it does not have", () => {
    const named = new Set(fieldsOf(kindOf(kind).spec, `kinds.${kind}`).map(({ at }) => at));
    for (const at of writtenFields(`kinds.${kind}`)) expect(named).toContain(at);
  });
});

it("every problem and plan phrase that the domain names is in the catalogue", () => {
  const keys = sourcesOf("lib/domain").flatMap((file) =>
    Array.from(readFileSync(file, "utf8").matchAll(/"((?:problems|plan)\.[A-Za-z][\w.]*)"/g), ([, key]) => ({
      file,
      key,
    })),
  );
  const missing = keys.filter(({ key }) => key !== undefined && textAt(key) === undefined);
  expect(keys.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

it("every problem text is used", () => {
  const code = ["lib", "components", "app"]
    .flatMap(sourcesOf)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  expect(Object.keys(problemMessages).filter((key) => !code.includes(`"problems.${key}"`))).toEqual([]);
});

it("every text is a message that can be formatted", () => {
  const errors: unknown[] = [];
  const t = createTranslator({ locale: "en", messages: messages as never, onError: (error) => errors.push(error) });
  for (const { key, text } of leaves(messages, "")) {
    // Any value will do: what is looked for is a message that cannot be parsed.
    const values = Object.fromEntries(Array.from(text.matchAll(/\{(\w+)/g), ([, name]) => [name, 1]));
    t(key as never, values as never);
  }
  expect(errors).toEqual([]);
});

function sourcesOf(folder: string): string[] {
  const root = path.resolve(import.meta.dirname, "../../..");
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => path.join(root, folder, file));
}

interface Field {
  at: string;
  schema: z.ZodType;
}

function fieldsOf(schema: z.ZodType, at: string): Field[] {
  const inner = plain(schema);
  if (inner instanceof z.ZodTuple) return fieldsOf(inner.def.items[0] as z.ZodType, at);
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const here = { at: `${at}.fields.${name}`, schema: field };
    // A sealed secret is an object of ours, not of the person's.
    return [here, ...("$secret" in shapeOf(field) ? [] : fieldsOf(field, here.at))];
  });
}

function shapeOf(schema: z.ZodType): object {
  const inner = plain(schema);
  return inner instanceof z.ZodObject ? inner.shape : {};
}

function choicesOf(schema: z.ZodType): string[] {
  const inner = plain(schema);
  if (inner instanceof z.ZodArray) return choicesOf(inner.element as z.ZodType);
  return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
}

function plain(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? plain(schema.unwrap() as z.ZodType)
    : schema;
}

function textAt(key: string): string | undefined {
  const found = key
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], messages);
  return typeof found === "string" ? found : undefined;
}

function writtenFields(at: string): string[] {
  const found = at
    .split(".")
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], messages);
  const fields = (found as { fields?: Record<string, unknown> } | undefined)?.fields ?? {};
  return Object.keys(fields).flatMap((name) => [`${at}.fields.${name}`, ...writtenFields(`${at}.fields.${name}`)]);
}

function leaves(value: unknown, key: string): { key: string; text: string }[] {
  if (typeof value === "string") return [{ key, text: value }];
  return Object.entries(value as object).flatMap(([name, inner]) => leaves(inner, key ? `${key}.${name}` : name));
}
