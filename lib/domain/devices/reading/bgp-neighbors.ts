import type { ReadBgp, Said } from "./read-tunnel";
import { type TextLine, wholeNumber } from "./text-lines";

/** A neighbor of `router bgp`, as IOS and FRR write it. */
export interface BgpNeighbor extends ReadBgp {
  address: Said<string>;
}

/** The neighbors under `router bgp`, with what they have from their peer group and from the whole router. */
export function bgpNeighbors(head: TextLine, body: readonly TextLine[]): BgpNeighbor[] {
  const found = new Map<string, Neighbor>();
  let timers: Pick<ReadBgp, "holdSeconds"> = { holdSeconds: { value: 180, line: null } };
  for (const line of body) {
    const { words } = line;
    if (words[0] === "timers" && words[1] === "bgp") timers = { holdSeconds: saidNumber(words[3], line) };
    if (words[0] !== "neighbor" || words[1] === undefined) continue;
    const neighbor = found.get(words[1]) ?? { address: { value: words[1], line: line.number }, own: {} };
    found.set(words[1], neighbor);
    readNeighborLine(neighbor, line);
  }
  const all = { ownAsn: saidNumber(head.words[2], head), ...timers };
  return [...found.values()]
    .filter(({ isGroup }) => isGroup !== true)
    .map(({ address, group, own }) => ({ ...all, ...found.get(group ?? "")?.own, ...own, address }));
}

interface Neighbor {
  address: Said<string>;
  own: ReadBgp;
  group?: string;
  isGroup?: true;
}

function readNeighborLine(neighbor: Neighbor, line: TextLine): void {
  const [, , word, first, second, third] = line.words;
  const { own } = neighbor;
  if (word === "remote-as") own.peerAsn = saidNumber(first, line);
  if (word === "local-as") own.ownAsn = saidNumber(first, line);
  if (word === "shutdown") own.isOff = { value: true, line: line.number };
  if (word === "peer-group" && first === undefined) neighbor.isGroup = true;
  if (word === "peer-group" && first !== undefined) neighbor.group = first;
  // neighbor ADDRESS timers KEEPALIVE HOLD [LEAST HOLD]; FRR's "timers connect" is something else.
  if (word === "timers" && wholeNumber(first) !== undefined) {
    own.holdSeconds = saidNumber(second, line);
    if (third !== undefined) own.holdSecondsMin = saidNumber(third, line);
  }
}

function saidNumber(word: string | undefined, line: TextLine): Said<number> | undefined {
  // 1.10 is the other way to write 65546 (RFC 5396).
  const [high, low] = (word ?? "").split(".").map(wholeNumber);
  const value = low === undefined ? wholeNumber(word) : high === undefined ? undefined : high * 65536 + low;
  return value === undefined ? undefined : { value, line: line.number };
}
