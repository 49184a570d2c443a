import { type ReadKey, readKey } from "../read-key";

/** A key with the identities it is for; with none it is for anybody. */
export interface StrongswanSecret {
  ids: string[];
  text: string;
  line: number;
}

/**
 * The key that strongSwan takes for a peer: the one that names both ends, else the peer, else the device alone, else one for
 * anybody. "0x…" and "0s…" are keys in hexadecimal digits and Base64.
 */
export function secretFor(
  secrets: readonly StrongswanSecret[],
  ends: { local: string | undefined; remote: string | undefined },
): ReadKey | undefined {
  let best: { secret: StrongswanSecret; rank: number } | undefined;
  for (const secret of secrets) {
    const rank = rankOf(secret, ends);
    if (rank > (best?.rank ?? 0)) best = { secret, rank };
  }
  return best && readKey(decoded(best.secret.text), best.secret.line);
}

function rankOf(
  { ids }: StrongswanSecret,
  { local, remote }: { local: string | undefined; remote: string | undefined },
) {
  const hasRemote = remote !== undefined && ids.includes(remote);
  const hasLocal = local !== undefined && ids.includes(local);
  if (hasRemote) return hasLocal ? 4 : 3;
  const isForAnybody = ids.every((id) => id === "%any" || id === "0.0.0.0" || id === "%any4");
  if (isForAnybody) return 1;
  // One that names another peer beside the device is not for this one.
  return hasLocal && ids.length === 1 ? 2 : 0;
}

function decoded(text: string): string {
  if (/^0x[0-9a-fA-F]+$/.test(text)) return bytesText(Buffer.from(text.slice(2), "hex"));
  if (/^0s[0-9A-Za-z+/=]+$/.test(text)) return bytesText(Buffer.from(text.slice(2), "base64"));
  return text;
}

function bytesText(bytes: Buffer): string {
  return bytes.toString("latin1");
}
