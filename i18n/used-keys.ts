/**
 * Full names of the messages a source file asks for by literal keys: `const t = useTranslations("shell.nav")` with
 * `t("overview")` gives "shell.nav.overview". Keys put together at run time are left out; their members are unions, which
 * the types check.
 */
export function usedKeys(source: string): string[] {
  const binding = /const (\w+) = (?:await )?(?:useTranslations|getTranslations)\((?:"([\w.-]+)")?\)/g;
  return [...source.matchAll(binding)].flatMap(([, name = "", namespace], index, all) => {
    // A name holds until it is bound again: files have several components that each call theirs `t`.
    const from = all[index]?.index ?? 0;
    const next = all.slice(index + 1).find(([, other]) => other === name);
    const scope = source.slice(from, next?.index);
    const call = new RegExp(`\\b${name}(?:\\.rich|\\.markup|\\.raw)?\\(\\s*"([\\w.-]+)"`, "g");
    return [...scope.matchAll(call)].map(([, key]) => [namespace, key].filter(Boolean).join("."));
  });
}
