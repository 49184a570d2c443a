import type { KeyVerdict } from "../read-key";
import { differs, equal, type Finding, type Pair, type Severity } from "./difference";

/** Whether the key is the same, without showing either. Not compared while the connection's own is not known. */
export function compareKey({ read: { key }, tunnel: { presharedKey }, format }: Pair): Finding[] {
  if (key === undefined) {
    // Linux daemons have their keys in a file of their own, and AWS's document may have them in Secrets Manager.
    const isWhole = format === "cisco-ios" || format === "juniper-junos";
    const severity = isWhole ? "error" : "note";
    return [differs({ parameter: "key", severity, meaning: severity === "error" ? "keyMissing" : "keyElsewhere" })];
  }
  if (key.form === "clear" && presharedKey === null) return [];
  const verdict = key.compare(presharedKey ?? "");
  if (verdict === "equal") return [equal("key")];
  return [differs({ parameter: "key", ...MEANINGS[verdict], line: key.line })];
}

const MEANINGS: Record<Exclude<KeyVerdict, "equal">, { severity: Severity; meaning: string }> = {
  differs: { severity: "error", meaning: "keyDiffers" },
  spaceAround: { severity: "error", meaning: "keySpace" },
  quotesAround: { severity: "error", meaning: "keyQuotes" },
  letterCase: { severity: "error", meaning: "keyCase" },
  encrypted: { severity: "note", meaning: "keyEncrypted" },
};
