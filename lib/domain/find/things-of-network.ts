import type { ChangeStage } from "../changes/change-stage";
import { isKindName, type KindName } from "../kinds";
import { kindInKey } from "../kinds/key";
import type { Connection, Network, TunnelLine } from "../topology/network";
import type { Health } from "../tunnels/tunnel-status";
import type { Findable } from "./find-hits";

/** What ⌘K finds, each with what its line tells: where it is, how it is, and since when. */
export type Thing = Findable &
  (
    | {
        group: "tunnels";
        connectionKey: string;
        connectionName: string;
        state: TunnelLine["state"];
        since: Date | null;
      }
    | { group: "connections"; key: string; siteName: string | null; health: Health; since: Date | null }
    | { group: "sites"; key: string; health: Health | null; connectionCount: number }
    | { group: "resources"; key: string; kind: KindName; state: string | null }
    | { group: "changes"; number: number; authorName: string; stage: ChangeStage; since: Date }
  );

interface KnownResource {
  key: string;
  kind: KindName;
  name: string;
  awsId: string | null;
  state: string | null;
  spec: Record<string, unknown>;
}

interface OpenChange {
  number: number;
  title: string;
  authorName: string;
  stage: ChangeStage;
  updatedAt: Date;
}

interface Sources {
  network: Network;
  /** Of every kind; connections and customer gateways are taken from the network. */
  resources: readonly KnownResource[];
  changes: readonly OpenChange[];
}

/** All that can be found in an environment. A generator, because a search at 1,000 connections looks at 10,000 things and keeps twelve. */
export function* thingsOfNetwork({ network, resources, changes }: Sources): Generator<Thing> {
  const sites = new Map(network.sites.map((site) => [site.key, site]));
  for (const connection of network.connections) {
    const { key, name, awsId, prefixes, health, since } = connection;
    const site = sites.get(connection.customerGateway ?? "");
    const siteTexts = site ? given([site.name, site.ipAddress]) : [];
    const tunnels = connection.tunnels.flatMap((tunnel) => given([tunnel.outsideIpAddress, tunnel.insideCidr]));
    yield {
      ...{ group: "connections", label: name, key, health, since, siteName: site?.name ?? null },
      ...{ texts: [...given([awsId]), ...prefixes], around: [...tunnels, ...siteTexts] },
    };
    yield* tunnelsOf(connection, siteTexts);
  }
  for (const { key, name, awsId, ipAddress, bgpAsn, health, connections } of network.sites) {
    yield {
      ...{ group: "sites", label: name, key, health, connectionCount: connections.length },
      ...{ texts: given([awsId, ipAddress, bgpAsn]), around: [] },
    };
  }
  for (const resource of resources) {
    if (resource.kind !== "vpn-connection" && resource.kind !== "customer-gateway") yield thingOf(resource);
  }
  for (const { number, title, authorName, stage, updatedAt } of changes) {
    yield {
      ...{ group: "changes", label: `CHG-${number} ${title}`, number, authorName, stage, since: updatedAt },
      ...{ texts: [`CHG-${number}`, String(number)], around: [authorName] },
    };
  }
}

function* tunnelsOf({ key, name, awsId, tunnels }: Connection, siteTexts: readonly string[]): Generator<Thing> {
  for (const { outsideIpAddress, insideCidr, state, since } of tunnels) {
    if (outsideIpAddress === null) continue;
    yield {
      ...{ group: "tunnels", label: outsideIpAddress, connectionKey: key, connectionName: name, state, since },
      ...{ texts: given([insideCidr]), around: [name, ...given([awsId]), ...siteTexts] },
    };
  }
}

// Resources are read once and then shared between requests until one of them changes: their texts are gathered as often.
const gathered = new WeakMap<KnownResource, Thing>();

function thingOf(resource: KnownResource): Thing {
  const before = gathered.get(resource);
  if (before) return before;
  const { key, kind, name, awsId, state, spec } = resource;
  const { own, references } = textsIn(spec);
  const thing: Thing = {
    ...{ group: "resources", label: name, key, kind, state },
    ...{ texts: [...given([awsId]), ...own], around: references },
  };
  gathered.set(resource, thing);
  return thing;
}

/** Every value of a spec that a person may look for; names of other resources apart. Keys are never in a spec. */
function textsIn(spec: Record<string, unknown>): { own: string[]; references: string[] } {
  const own: string[] = [];
  const references: string[] = [];
  const collect = (value: unknown) => {
    if (typeof value === "number") own.push(String(value));
    else if (typeof value === "string") (isKindName(kindInKey(value)) ? references : own).push(value);
    else if (typeof value === "object" && value !== null && !("$secret" in value))
      Object.values(value).forEach(collect);
  };
  collect(spec);
  return { own, references };
}

function given(texts: readonly (string | number | null)[]): string[] {
  return texts.filter((text) => text !== null && text !== "").map(String);
}
