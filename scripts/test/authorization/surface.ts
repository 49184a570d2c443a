import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");

/** Everything that somebody's browser can call, as it stands in the tree. */

export interface FoundAction {
  name: string;
  file: string;
}

/** The exports of every "use server" file. */
export function findActions(): FoundAction[] {
  return filesIn("app", "lib", "components")
    .filter((file) => /^\s*["']use server["']/m.test(textOf(file)))
    .flatMap((file) =>
      [...textOf(file).matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map(([, name = ""]) => ({
        name,
        file,
      })),
    );
}

export interface FoundPlace {
  /** The address without what only groups routes, and for a route its method. */
  name: string;
  file: string;
  /** Null for a page. */
  method: string | null;
}

/** Every page, and every method of every route handler. */
export function findPlaces(): FoundPlace[] {
  return filesIn("app").flatMap((file): FoundPlace[] => {
    const [, folder = "", kind] = file.match(/^app\/(.*?)\/?(page\.tsx|route\.ts)$/) ?? [];
    if (kind === undefined) return [];
    const address = `/${folder
      .split("/")
      .filter((part) => !part.startsWith("("))
      .join("/")}`;
    if (kind === "page.tsx") return [{ name: address, file, method: null }];
    const methods = [...textOf(file).matchAll(/\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b(?=\(|,| \}| =)/g)];
    return [...new Set(methods.map(([, method = ""]) => method))].map((method) => ({
      name: `${address} ${method}`,
      file,
      method,
    }));
  });
}

function filesIn(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => path.join(folder, name))
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|generated/.test(name)),
  );
}

function textOf(file: string): string {
  return fs.readFileSync(path.join(root, file), "utf8").replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
}
