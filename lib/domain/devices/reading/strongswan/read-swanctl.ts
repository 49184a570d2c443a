import { phrase } from "../../../phrase";
import type { IkeVersion } from "../../tunnel-model";
import type { ReadPhase, ReadRemark, ReadTunnel, Said } from "../read-tunnel";
import { textLines, wholeNumber } from "../text-lines";
import { TUNNELS_MAX } from "../up-to";
import { durationSeconds } from "./durations";
import { type HostSide, hostPart, hostSide } from "./host-side";
import { emptySection, parseSwanctl, type SwanctlSection } from "./parse-swanctl";
import { strongswanProposals } from "./proposals";
import { type StrongswanSecret, secretFor } from "./secrets";
import { strongswanSelectors } from "./selectors";

/** Connections of swanctl.conf, with what the text says of the host around them. Defaults are those of swanctl.conf(5). */
export function readSwanctl(text: string): { tunnels: ReadTunnel[]; remarks: ReadRemark[] } {
  const root = parseSwanctl(text);
  const lines = textLines(text);
  const host = hostSide(lines);
  const secrets = secretsOf(root);
  const connections = [...(root.sections.get("connections")?.sections ?? [])].slice(0, TUNNELS_MAX);
  return {
    tunnels: connections.map(([name, connection]) => readConnection(name, connection, { host, secrets })),
    remarks: lines.flatMap(({ words, number }) =>
      words[0] === "include" ? [{ phrase: phrase("compare.remark.include"), line: number }] : [],
    ),
  };
}

interface Around {
  host: HostSide;
  secrets: StrongswanSecret[];
}

function readConnection(name: string, connection: SwanctlSection, { host, secrets }: Around): ReadTunnel {
  const children = [...(connection.sections.get("children")?.sections.values() ?? [])];
  const child = children[0] ?? emptySection(connection.line);
  const ownEnd = authentication(connection, "local");
  const awsEnd = authentication(connection, "remote");
  const peer = firstOf(connection.values.get("remote_addrs"));
  const local = firstOf(connection.values.get("local_addrs"));
  const localId = ownEnd?.values.get("id");
  const remoteId = awsEnd?.values.get("id");
  const window = child.values.get("replay_window");
  const windowPackets = wholeNumber(window?.value);
  const mode = child.values.get("mode");
  const number = child.values.get("if_id_out") ?? connection.values.get("if_id_out") ?? child.values.get("mark_out");
  return {
    name,
    line: connection.line,
    peer,
    localAddress: local,
    localId,
    remoteId,
    ikeVersions: ikeVersions(connection.values.get("version")),
    phase1: phase1(connection),
    phase2: phase2(child),
    selectors: allSelectors(children, local, peer),
    replayWindowPackets:
      window && windowPackets !== undefined ? { value: windowPackets, line: window.line } : undefined,
    // Zero, which is no looking at all, unless told otherwise.
    dpdSeconds: durationSeconds(connection.values.get("dpd_delay")) ?? { value: 0, line: null },
    dpdTimeoutSeconds: durationSeconds(connection.values.get("dpd_timeout")),
    starts: starts(child.values.get("start_action")),
    encapsulation: mode && mode.value !== "tunnel" ? mode : undefined,
    key: secretFor(secrets, { local: (localId ?? local)?.value, remote: (remoteId ?? peer)?.value }),
    ...hostPart(host, { number: wholeNumber(number?.value) }),
  };
}

/** "local" and "remote" may have anything behind them; the first round of authentication is what counts for keys. */
function authentication({ sections }: SwanctlSection, side: "local" | "remote"): SwanctlSection | undefined {
  for (const [name, section] of sections) if (name.startsWith(side)) return section;
  return undefined;
}

/** A connection without a version accepts both and starts IKEv2. */
function ikeVersions(version: Said<string> | undefined): Said<IkeVersion[]> {
  return { value: [version?.value === "1" ? "ikev1" : "ikev2"], line: version?.line ?? null };
}

/** How long the keys last at most: until they are renewed, and the time that is then left for it. */
function phase1({ values }: SwanctlSection): ReadPhase {
  const renewal = durationSeconds(values.get("rekey_time")) ?? durationSeconds(values.get("reauth_time"));
  const { value, line } = renewal ?? { value: 4 * 3600, line: null };
  const over = durationSeconds(values.get("over_time"))?.value ?? Math.floor(value / 10);
  return {
    proposals: strongswanProposals(values.get("proposals")),
    lifetimeSeconds: { value: value + over, line },
  };
}

function phase2({ values }: SwanctlSection): ReadPhase {
  const { value, line } = durationSeconds(values.get("rekey_time")) ?? { value: 3600, line: null };
  return {
    proposals: strongswanProposals(values.get("esp_proposals")),
    lifetimeSeconds: durationSeconds(values.get("life_time")) ?? { value: Math.floor(value * 1.1), line },
  };
}

function allSelectors(
  children: readonly SwanctlSection[],
  local: Said<string> | undefined,
  peer: Said<string> | undefined,
): ReadTunnel["selectors"] {
  const found = children
    .slice(0, CHILDREN_MAX)
    .flatMap(
      ({ values }) =>
        strongswanSelectors({ onPrem: values.get("local_ts"), aws: values.get("remote_ts"), local, peer }) ?? [],
    );
  const [first] = found;
  return first && { value: found.flatMap(({ value }) => value), line: first.line };
}

function starts(action: Said<string> | undefined): ReadTunnel["starts"] {
  const words = action?.value ?? "none";
  const line = action?.line ?? null;
  if (words.includes("start")) return { value: "itself", line };
  return { value: words.includes("trap") ? "traffic" : "never", line };
}

/** Sections "ike…" of secrets, with every id they name. */
function secretsOf(root: SwanctlSection): StrongswanSecret[] {
  return [...(root.sections.get("secrets")?.sections ?? [])].flatMap(([name, { values }]) => {
    const secret = values.get("secret");
    if (!name.startsWith("ike") || secret?.line === undefined || secret.line === null) return [];
    const ids = [...values].flatMap(([key, { value }]) => (key.startsWith("id") ? [value] : []));
    return [{ ids, text: secret.value, line: secret.line }];
  });
}

function firstOf(said: Said<string> | undefined): Said<string> | undefined {
  return said && { value: said.value.split(",", 1)[0]?.trim() ?? "", line: said.line };
}

const CHILDREN_MAX = 20;
