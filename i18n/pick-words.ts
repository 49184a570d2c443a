/** Messages by name, compiled or not: a namespace is an object, a message is anything else. */
export interface WordTree {
  [name: string]: unknown;
}

/** The named namespaces and messages ("changes.act", "shell") at their places; a name that leads nowhere is a mistake and throws. */
export function pickWords(messages: WordTree, names: readonly string[]): WordTree {
  return names.map((name) => cutOut(messages, name.split("."), name)).reduce(joinWords, {});
}

function cutOut(messages: WordTree, [first = "", ...rest]: string[], name: string): WordTree {
  const found = messages[first];
  if (rest.length === 0 && found !== undefined) return { [first]: found };
  if (rest.length === 0 || !isNamespace(found)) throw new Error(`No message is called ${name}`);
  return { [first]: cutOut(found, rest, name) };
}

/** Both; where they have the same message, the second one's. */
export function joinWords(one: WordTree, other: WordTree): WordTree {
  const joined = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = joined[name];
    joined[name] = isNamespace(known) && isNamespace(value) ? joinWords(known, value) : value;
  }
  return joined;
}

function isNamespace(value: unknown): value is WordTree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
