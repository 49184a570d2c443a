import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { askedWords } from "./asked-words";
import { clientModules, importsOf } from "./client-modules";
import { type ClientPart, clientWords } from "./client-words";
import { loadMessages } from "./messages";
import { pickWords } from "./pick-words";

/**
 * Client components that say what comes from elsewhere (a phrase of the domain, the fields of a kind), and the messages that it
 * can be. Where a part of it is only shown on some pages, the others need not have it.
 */
const SPEAKERS: Record<string, readonly string[]> = {
  "components/actions/use-act.ts": ["errors"],
  "components/ui/phrase.tsx": [],
  "app/sign-in/sign-in-form.tsx": ["errors"],
  "app/sign-in/code/code-form.tsx": ["errors"],
  "app/(console)/[environment]/connections/[key]/configuration/configuration-form.tsx": [
    "devices.family",
    "devices.ikeVersion",
  ],
  "app/(console)/[environment]/keys/rotation-form.tsx": ["keys.problem", "plan.problem.presharedKey"],
  "app/(console)/[environment]/connections/[key]/compare/comparison-result.tsx": ["compare.remark"],
  "app/(console)/[environment]/connections/[key]/compare/difference-table.tsx": ["compare.meaning"],
  "components/resources/conflict-notice.tsx": ["kinds", "resources.conflict", "resources.tunnels"],
  "components/resources/field-value.tsx": ["kinds", "resources.value", "resources.form"],
  "components/resources/spec-field.tsx": ["kinds", "resources.form", "resources.presharedKey"],
  "components/resources/use-check.ts": ["errors", "problems", "plan.problem"],
  "components/setup/use-stage.tsx": ["errors", "problems", "plan.problem", "setup.problem"],
  "components/topology/connection-panel.tsx": ["topology.consequence", "tunnels.reason"],
};

const root = resolve(".");
const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)(page|not-found|error|forbidden)\.tsx$/.test(file))
  .map((file) => join("app", file));

/** The page and the layouts around it. */
function filesOf(page: string): string[] {
  const folders = dirname(page).split("/");
  const layouts = folders.map((_, depth) => join(...folders.slice(0, depth + 1), "layout.tsx"));
  return [...layouts.filter((layout) => existsSync(layout)), page];
}

/** What the browser has on a page, besides the words of the root. */
const partsOn = new Map(pages.map((page) => [page, filesOf(page).flatMap((file) => partsSent(file))]));

/** What a file of a route sends: its `<Words of="…">`, and those of the server components of `app/` that it shows. */
function partsSent(file: string, seen = new Set<string>()): ClientPart[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = readFileSync(file, "utf8");
  const own = [...source.matchAll(/<Words of="([\w-]+)"/g)].map(([, part]) => partNamed(part ?? ""));
  const shown = importsOf(file, source).filter((imported) => relative(root, imported).startsWith("app/"));
  return [...own, ...shown.flatMap((imported) => partsSent(imported, seen))];
}

function partNamed(name: string): ClientPart {
  const part = (Object.keys(clientWords) as ClientPart[]).find((one) => one === name);
  if (part === undefined) throw new Error(`There is no part ${name}`);
  return part;
}

interface Asked {
  name: string;
  by: string;
}

const known = new Map<string, Asked[]>();

/** What client components at a file of a route may ask for, with who asks. */
function asked(file: string): Asked[] {
  const names = known.get(file) ?? readAsked(file);
  known.set(file, names);
  return names;
}

function readAsked(file: string): Asked[] {
  return [...clientModules(file)].flatMap(([path, source]) => {
    const by = relative(root, path);
    const speaks = /\busePhrase\(|<PhraseText/.test(source) ? [""] : [];
    return [...askedWords(source), ...speaks].flatMap((name) =>
      name === ""
        ? (SPEAKERS[by] ?? [`(anything: name it in SPEAKERS)`]).map((one) => ({ name: one, by }))
        : { name, by },
    );
  });
}

const covers = (sent: string, name: string) => name === sent || name.startsWith(`${sent}.`);

for (const page of pages)
  test(`${page} sends the browser every message that its client components say`, () => {
    const files = filesOf(page);
    const sent = [
      ...clientWords.root,
      ...files.flatMap((file) => partsSent(file)).flatMap((part) => clientWords[part]),
    ];
    const missing = files
      .flatMap(asked)
      .filter(({ name }) => !sent.some((one) => covers(one, name)))
      .map(({ name, by }) => `${name} for ${by}`);
    expect([...new Set(missing)].sort()).toEqual([]);
  });

test("nothing is sent that no client component says", () => {
  const names = Object.entries(clientWords).flatMap(([part, sent]) => sent.map((name) => ({ part, name })));
  const idle = names.filter(({ part, name }) => {
    const showing = pages.filter((page) => part === "root" || partsOn.get(page)?.some((sent) => sent === part));
    return !showing
      .flatMap(filesOf)
      .flatMap(asked)
      .some((one) => covers(name, one.name));
  });
  expect(idle).toEqual([]);
});

test("every message that is sent exists", () => {
  const english = loadMessages("en");
  for (const names of Object.values(clientWords)) expect(() => pickWords(english, names)).not.toThrow();
});

test("names are read as narrowly as the source tells", () => {
  const source = `
    const t = useTranslations("a.b"); t("one"); t.rich("two", {}); t(isOn ? "on" : "off", { x: f(1, 2) }); t(\`state.\${word}\`);
    const say = useTranslations("c"); say(word);
    const all = useTranslations("d"); hand({ x: 1 }, all);
    const some = useTranslations(\`e.\${word}\`); useTranslations("f")("key");
  `;
  expect(askedWords(source)).toEqual(["a.b.one", "a.b.two", "a.b.on", "a.b.off", "a.b.state", "c", "d", "e", "f.key"]);
  expect(askedWords(`const t = useTranslations(); t(\`errors.\${code}\`); t(key)`)).toEqual(["errors", ""]);
});
