/**
 * Whether a text has the form of Cedar policies (Cedar reference, "Policy syntax"): `permit` or `forbid` with principal, action
 * and resource, conditions in braces, a semicolon. What stands inside is not read. No policy at all is one too.
 */
export function looksLikeCedar(document: string): boolean {
  const bare = withoutTexts(document);
  const outline = outlineOf(bare);
  if (outline === undefined || !policies.test(outline)) return false;
  const scopes = [...bare.matchAll(/\b(?:permit|forbid)\s*\(([^)]*)/g)];
  return scopes.every(([, scope = ""]) => /^\s*principal\b.*,\s*action\b.*,\s*resource\b/s.test(scope));
}

const policies = /^(\s*(@\w+(\(\))?\s*)*(permit|forbid)\s*\(\)\s*((when|unless)\s*\{\}\s*)*;)*\s*$/;

const closers: Record<string, string> = { "(": ")", "{": "}", "[": "]" };

/** Without comments, and with a word in the place of each string, so that brackets in them do not count. */
function withoutTexts(document: string): string {
  return document.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*/g, (match) => (match.startsWith('"') ? "text" : ""));
}

/** The text without what stands in brackets; undefined when they do not match. */
function outlineOf(text: string): string | undefined {
  const open: string[] = [];
  let outline = "";
  for (const letter of text) {
    const isClosing = letter === open.at(-1);
    if (open.length === 0 || (open.length === 1 && isClosing)) outline += letter;
    const closer = closers[letter];
    if (closer) open.push(closer);
    else if (isClosing) open.pop();
    else if (")}]".includes(letter)) return undefined;
  }
  return open.length === 0 ? outline : undefined;
}
