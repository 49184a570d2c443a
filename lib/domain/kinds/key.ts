const NAME_MAX = 120;

/**
 * A new key for a resource of that kind: "vpn-connection/leeds", "vpn-connection/leeds-2" when it is taken. Names of any
 * script are kept; what would break a path (white space, "/", "?", "#", "%", "\", control characters) becomes "-".
 */
export function newKey(kind: string, name: string, taken: Pick<ReadonlySet<string>, "has">): string {
  const plain = `${kind}/${slugOf(name)}`;
  if (!taken.has(plain)) return plain;
  for (let number = 2; ; number += 1) {
    const key = `${plain}-${number}`;
    if (!taken.has(key)) return key;
  }
}

/** The name inside a key: "vpn-connection/leeds" → "leeds". */
export function nameInKey(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

/** The kind inside a key: "vpn-connection/leeds" → "vpn-connection". */
export function kindInKey(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf("/")));
}

function slugOf(name: string): string {
  const slug = name.normalize("NFC").replace(/[\s/?#%\\\p{Cc}\p{Cs}]+/gu, "-");
  const short = Array.from(slug).slice(0, NAME_MAX).join("");
  // A name of "." or ".." alone would be read as a folder in an address.
  return short.replace(/^[-.]+|-+$/g, "") || "unnamed";
}
