import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const sources = new Map<string, string>();

function sourceOf(file: string): string {
  const source = sources.get(file) ?? readFileSync(file, "utf8");
  sources.set(file, source);
  return source;
}

/** Files that the browser gets for a page, a layout or any other module: those at and below a "use client", as sources by path. */
export function clientModules(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const waiting = [{ file: resolve(entry), isInBrowser: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { file } = next;
    const source = sourceOf(file);
    // The browser has only an address of it.
    if (next.isInBrowser && source.startsWith('"use server"')) continue;
    const isInBrowser = next.isInBrowser || source.startsWith('"use client"');
    const visit = `${file} ${isInBrowser}`;
    if (seen.has(visit)) continue;
    seen.add(visit);
    if (isInBrowser) found.set(file, source);
    waiting.push(...importsOf(file, source).map((imported) => ({ file: imported, isInBrowser })));
  }
  return found;
}

/** Our own modules that a module imports, now or late; not those it imports types of only. */
export function importsOf(file: string, source: string): string[] {
  const now = /^(?:import|export) (?!type )(?:[^"';]*? from )?"([^"]+)"/gm;
  const late = /\bimport\("([^"]+)"\)/g;
  return [now, late].flatMap((form) =>
    [...source.matchAll(form)].flatMap(([, name = ""]) => findModule(dirname(file), name) ?? []),
  );
}

/** The file of "@/components/ui/link" or "./link"; undefined for packages and for what is no code. */
function findModule(from: string, name: string): string | undefined {
  if (!/^(@\/|\.)/.test(name)) return undefined;
  const path = name.startsWith("@/") ? resolve(name.slice("@/".length)) : resolve(from, name);
  return ["", ".ts", ".tsx", "/index.ts", "/index.tsx"]
    .map((end) => (end.startsWith("/") ? join(path, end) : path + end))
    .find((candidate) => /\.tsx?$/.test(candidate) && existsSync(candidate) && statSync(candidate).isFile());
}
