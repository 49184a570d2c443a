import { isCidr } from "../../../net/cidr";
import type { ReadTunnel, Said } from "../read-tunnel";
import { type TextLine, wholeNumber } from "../text-lines";

/** What the host was told of one tunnel interface by `ip link`, `ip addr` and `ip route`. */
export interface HostInterface {
  name: string;
  /** The interface id of XFRM, or the key of a VTI: it ties the interface to a connection. */
  number?: number;
  inside?: ReadTunnel["inside"];
  mtuBytes?: Said<number>;
  /** What the host's firewall sets TCP's segments to. */
  mssBytes?: Said<number>;
  routes: Said<string>[];
}

/** Commands of iproute2 and iptables in a text, also where they stand behind a comment sign, as files carry them for a person to run. */
export function hostInterfaces(lines: readonly TextLine[]): HostInterface[] {
  const found = new Map<string, HostInterface>();
  const of = (name: string) => {
    const one = found.get(name) ?? { name, routes: [] };
    found.set(name, one);
    return one;
  };
  for (const line of lines) {
    const words = commandOf(line);
    if (words?.[0] === "ip") readCommand(words.slice(1), line.number, of);
    if (words?.[0] === "iptables") readFirewallRule(words, line.number, of);
  }
  return [...found.values()];
}

function commandOf({ words }: TextLine): string[] | null {
  const at = words[0]?.startsWith("#") ? 1 : 0;
  const start = words[at] === "sudo" ? at + 1 : at;
  return words[start] === "ip" || words[start] === "iptables" ? words.slice(start) : null;
}

/** iptables … -o INTERFACE … -j TCPMSS --set-mss BYTES */
function readFirewallRule(words: string[], line: number, of: (name: string) => HostInterface): void {
  const name = words[words.indexOf("-o") + 1];
  const value = wholeNumber(words[words.indexOf("--set-mss") + 1]);
  if (words.includes("-o") && name !== undefined && value !== undefined) of(name).mssBytes = { value, line };
}

function readCommand(words: string[], line: number, of: (name: string) => HostInterface): void {
  const [object = "", verb, ...rest] = words;
  const behind = (word: string) => rest[rest.indexOf(word) + 1];
  const has = (word: string) => rest.includes(word);
  if (object === "link" && verb === "add" && rest[0] !== undefined) {
    const number = wholeNumber(has("if_id") ? behind("if_id") : has("key") ? behind("key") : undefined);
    if (number !== undefined) of(rest[0]).number = number;
  }
  if (object === "link" && verb === "set" && has("mtu")) {
    const name = rest[0] === "dev" ? rest[1] : rest[0];
    const value = wholeNumber(behind("mtu"));
    if (name !== undefined && value !== undefined) of(name).mtuBytes = { value, line };
  }
  if (object.startsWith("addr") && verb === "add" && has("dev")) {
    const [address = "", length] = rest[0]?.split("/") ?? [];
    of(behind("dev") ?? "").inside = { value: { address, prefixLength: wholeNumber(length) ?? null }, line };
  }
  const isRoute = object.startsWith("r") && (verb === "add" || verb === "replace");
  if (isRoute && has("dev") && isCidr(rest[0] ?? ""))
    of(behind("dev") ?? "").routes.push({ value: rest[0] ?? "", line });
}
