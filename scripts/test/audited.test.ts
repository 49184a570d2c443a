import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** What leaves no row in the audit, and why. Everything else that a browser can call must. */
const UNRECORDED: Record<string, string> = {
  refreshNowAction: "reads AWS sooner than it would be read anyway",
  "app/api/live/route.ts": "says that something changed, not what",
  "app/(console)/[environment]/find/route.ts": "finds names that pages show",
  "app/api/auth/[...all]/route.ts": "better-auth's hooks record it: sign-in.db.test.ts",
  "app/api/v1/environments/route.ts": "shows what pages show",
  "app/api/v1/environments/[environment]/connections/route.ts": "shows what pages show",
  "app/api/v1/environments/[environment]/changes/[number]/route.ts": "shows what pages show",
  "app/api/sso/[slug]/start/route.ts": "leads to the provider; what comes back is recorded",
  signIn: "better-auth's hooks record it: sign-in.db.test.ts",
  signOut: "better-auth's hooks record it: sign-in.db.test.ts",
};

/** Every action comes through these, and better-auth's hooks record sign-ins: what they record is not the action's own row. */
const WAYS_IN = [
  "lib/server/action.ts",
  "lib/server/auth/auth.ts",
  "app/api/v1/demand-key.ts",
  "lib/server/auth/viewer.ts",
];

const files = fs
  .readdirSync(root, { recursive: false, encoding: "utf8" })
  .filter((name) => ["app", "lib"].includes(name))
  .flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => path.join(folder, name))
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|generated/.test(name)),
  );
const textOf = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

/** A piece of a file with a name of its own, from its first line to the next piece. */
interface Piece {
  file: string;
  name: string;
  text: string;
}

function piecesOf(file: string): Piece[] {
  const text = textOf(file).replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/ .*/g, "");
  const starts = [
    ...text.matchAll(/^(?:export )?(?:default )?(?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm),
  ];
  return starts.map((start, index) => ({
    file,
    name: start[1] ?? "",
    text: text.slice(start.index, starts[index + 1]?.index),
  }));
}

const byFile = new Map(files.map((file) => [file, piecesOf(file)]));

/** The pieces that a piece names: of its own file, or imported. */
function namedBy({ file, name, text }: Piece): Piece[] {
  const words = new Set(text.match(/\w+/g));
  const own = (byFile.get(file) ?? []).filter((piece) => piece.name !== name && words.has(piece.name));
  const imported = [...textOf(file).matchAll(/import \{([^}]*)\} from "([^"]+)"/g)].flatMap(
    ([, names = "", from = ""]) => {
      const target = resolveImport(file, from);
      const wanted = names.split(",").map((one) => one.trim());
      if (target === undefined || WAYS_IN.includes(target)) return [];
      return (byFile.get(target) ?? []).filter((piece) => wanted.includes(piece.name) && words.has(piece.name));
    },
  );
  return [...own, ...imported];
}

function resolveImport(file: string, from: string): string | undefined {
  if (!/^(\.|@\/)/.test(from)) return undefined;
  const base = from.startsWith("@/") ? from.slice(2) : path.join(path.dirname(file), from);
  return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((one) => byFile.has(one));
}

/** Whether what it names, and what that names in turn, comes to writing a row. */
function records(piece: Piece, seen = new Set<string>()): boolean {
  const id = `${piece.file} ${piece.name}`;
  if (seen.has(id)) return false;
  seen.add(id);
  if (/\brecordAudit(Of)?\(/.test(piece.text)) return true;
  return namedBy(piece).some((next) => records(next, seen));
}

const actions = [...byFile.values()]
  .flat()
  .filter(({ text }) =>
    /^export const \w+ = define(Environment)?(Action|PublicAction|PublicCall|PublicForm)\b/.test(text),
  )
  .filter(({ text }) => !/\bisLook: true\b/.test(text));
const routes = files.filter((file) => /^app\/(.*\/)?route\.ts$/.test(file));

test("there are actions and routes to judge", () => {
  expect(actions.length).toBeGreaterThan(30);
  expect(routes.length).toBeGreaterThan(3);
});

test.each(actions.filter(({ name }) => !(name in UNRECORDED)))("$name leaves a row in the audit", (action) => {
  expect(records(action)).toBe(true);
});

test.each(routes.filter((file) => !(file in UNRECORDED)))("%s leaves a row in the audit", (file) => {
  expect(
    (byFile.get(file) ?? []).some(
      (piece) => /^export async function (GET|POST|PUT|DELETE)/.test(piece.text) && records(piece),
    ),
  ).toBe(true);
});

test("every exception is still there", () => {
  const names = new Set([...actions.map(({ name }) => name), ...routes]);
  expect(Object.keys(UNRECORDED).filter((name) => !names.has(name))).toEqual([]);
});
