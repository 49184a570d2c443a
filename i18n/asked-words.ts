/**
 * Names of all messages that a source file may ask for, as narrow as its text tells: the message for `t("save")`, the
 * namespace for a name put together at run time (`t(`state.${word}`)` gives "…state") or where `t` is handed on. "" is the
 * whole catalogue: what is asked for comes from elsewhere.
 */
export function askedWords(source: string): string[] {
  const bound = [...source.matchAll(/const (\w+) = useTranslations\((?:"([\w.-]+)"|`([\w.-]+)\.\$\{[^`]*`)?\)/g)];
  const atOnce = [...source.matchAll(/\buseTranslations\("([\w.-]+)"\)\("([\w.-]+)"/g)];
  const isBoundOtherwise = (source.match(/\buseTranslations\(/g) ?? []).length > bound.length + atOnce.length;
  const asked = bound.flatMap((found, index) => {
    const [text, name = "", namespace = "", part] = found;
    // Of a namespace that is put together, all that begins like it.
    if (part !== undefined) return [part];
    const next = bound.slice(index + 1).find(([, other]) => other === name);
    const scope = source.slice(found.index + text.length, next?.index);
    return usesOf(name, scope).map((key) => [namespace, key].filter(Boolean).join("."));
  });
  const names = [...asked, ...atOnce.map(([, namespace, key]) => `${namespace}.${key}`)];
  return [...new Set(isBoundOtherwise ? [...names, ""] : names)];
}

/** What is asked of `t` in its scope: keys, or the part of them that is written out. */
function usesOf(name: string, scope: string): string[] {
  const uses = [
    ...scope.matchAll(new RegExp(`(?<![.\\w"'/-])${name}(?=[(.,)\\s;])(?:\\.(?:rich|markup|raw|has))?(\\()?`, "g")),
  ];
  return uses.flatMap((use) =>
    use[1] === undefined ? [""] : keysOf(firstArgument(scope.slice(use.index + use[0].length))),
  );
}

/** The keys of `"a"`, `isOn ? "a" : "b"` and `` `a.${b}` `` ("a"); anything else may be any key. */
function keysOf(argument: string): string[] {
  const template = /^`([^`$]*)\$\{/.exec(argument);
  if (template) return [(template[1] ?? "").split(".").slice(0, -1).join(".")];
  const branches = argument.includes(" ? ") ? argument.slice(argument.indexOf(" ? ") + 3).split(" : ") : [argument];
  const keys = branches.map((branch) => /^\s*"([\w.-]+)"\s*$/.exec(branch)?.[1]);
  return keys.every((key) => key !== undefined) ? keys : [""];
}

/** The text up to the comma or bracket that ends the first argument. */
function firstArgument(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? "";
    if (depth === 0 && (letter === "," || letter === ")")) return text.slice(0, at).trim();
    if ("([{".includes(letter)) depth++;
    if (")]}".includes(letter)) depth--;
  }
  return text.trim();
}
