/** One thing to be done to one resource, as far as its order is concerned. */
export interface OrderNode {
  /** Unique among the nodes, such as "vpn-connection/leeds#put". */
  id: string;
  /** Ids of nodes that must be done before: a cycle among these throws. */
  after: string[];
  /** Ids of nodes that should be done before, in the documented order; dropped where they would close a cycle. */
  preferablyAfter?: string[];
  /** Place among the free ones, compared part by part: numbers by size, texts by letter. */
  priority: (number | string)[];
}

export interface Ordered {
  id: string;
  /** What it really waits for: `after` and those of `preferablyAfter` that close no cycle. */
  after: string[];
}

/** Puts what is waited for first; ties go by priority, so that the same plan always comes out the same. */
export function orderSteps(nodes: readonly OrderNode[]): Ordered[] {
  const known = new Set(nodes.map((node) => node.id));
  const waits = new Map(nodes.map((node) => [node.id, new Set(node.after.filter((id) => known.has(id)))]));
  const strict = drain(nodes, waits);
  if (strict.length < nodes.length) {
    const done = new Set(strict);
    throw new Error(`Steps wait for each other: ${cycleAmong(nodes, waits, done).join(" → ")}`);
  }
  for (const node of nodes) {
    for (const id of node.preferablyAfter ?? []) {
      if (known.has(id) && id !== node.id && !reaches(waits, id, node.id)) waits.get(node.id)?.add(id);
    }
  }
  return drain(nodes, waits).map((id) => ({ id, after: [...(waits.get(id) ?? [])].sort() }));
}

/** Takes out the free node of least priority until none is free. */
function drain(nodes: readonly OrderNode[], waits: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const remaining = [...nodes].sort((a, b) => comparePriority(a.priority, b.priority) || (a.id < b.id ? -1 : 1));
  const done = new Set<string>();
  while (remaining.length > 0) {
    const free = remaining.findIndex((node) => [...(waits.get(node.id) ?? [])].every((id) => done.has(id)));
    const [next] = free < 0 ? [] : remaining.splice(free, 1);
    if (!next) break;
    done.add(next.id);
  }
  return [...done];
}

/** True when `from` waits for `to`, directly or through others. */
function reaches(waits: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(waits.get(id) ?? []));
  }
  return false;
}

function cycleAmong(
  nodes: readonly OrderNode[],
  waits: ReadonlyMap<string, ReadonlySet<string>>,
  done: ReadonlySet<string>,
): string[] {
  const trail: string[] = [];
  let at = nodes.find((node) => !done.has(node.id))?.id;
  while (at !== undefined && !trail.includes(at)) {
    trail.push(at);
    at = [...(waits.get(at) ?? [])].find((id) => !done.has(id));
  }
  return at === undefined ? trail : [...trail.slice(trail.indexOf(at)), at];
}

function comparePriority(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const left = a[index] ?? "";
    const right = b[index] ?? "";
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}
