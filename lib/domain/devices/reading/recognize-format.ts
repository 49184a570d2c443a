import type { TextLine } from "./text-lines";

/** What can be read, in the order in which it is told to people. */
export const readableFormats = ["cisco-ios", "juniper-junos", "swanctl", "ipsec-conf", "libreswan", "aws-xml"] as const;

export type ReadableFormat = (typeof readableFormats)[number];

/** Which of them a text is, by the lines that only one of them has; null for anything else. */
export function recognizeFormat(lines: readonly TextLine[]): ReadableFormat | null {
  const counts = new Map<ReadableFormat, number>();
  for (const line of lines) {
    const format = formatOfLine(line);
    if (format !== null) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  const format = best?.[0] ?? null;
  // Both daemons have sections of the same form in a file of the same name.
  return format === "ipsec-conf" && lines.some(isLibreswan) ? "libreswan" : format;
}

/** Settings that Libreswan has and strongSwan has not. */
function isLibreswan({ words: [first = ""] }: TextLine): boolean {
  return /^(ikev2|phase2alg|salifetime|(left|right)vti|vti-interface|ipsec-interface|interface-ip|replay-window)=/.test(
    first,
  );
}

function formatOfLine({ text, words: [first = "", second = ""] }: TextLine): ReadableFormat | null {
  if (first.startsWith("<vpn_connection") || first.startsWith("<ipsec_tunnel")) return "aws-xml";
  if (first === "set" && /^(security|interfaces|protocols|routing-options)$/.test(second)) return "juniper-junos";
  if (first === "conn" && second !== "") return "ipsec-conf";
  if (text.includes(": PSK ") && !first.startsWith("#")) return "ipsec-conf";
  if (/^(connections|children|secrets|esp_proposals|remote_addrs)$/.test(first) && /^[{=]/.test(second))
    return "swanctl";
  // ASA's commands begin alike; it has "crypto ikev1" and no "crypto isakmp profile".
  const isIos = first === "crypto" && /^(isakmp|ikev2|ipsec|keyring|map)$/.test(second);
  return isIos || /^(Tunnel\d+)$/.test(second) ? "cisco-ios" : null;
}
