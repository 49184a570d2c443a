import type { IkeVersion } from "../../tunnel-model";
import type { ReadPhase, ReadProposal, ReadTunnel, Said } from "../read-tunnel";
import { wholeNumber } from "../text-lines";
import { type ConnAround, connEnds, type ReadConns, readConns, sidesOf } from "./conn-ends";
import { durationSeconds } from "./durations";
import { hostPart } from "./host-side";
import type { ConnSection } from "./parse-ipsec-conf";
import { strongswanProposals } from "./proposals";

/** Connections of Libreswan's ipsec.conf, which shares little but its form with strongSwan's. Lifetimes have no default that all releases share. */
export function readLibreswan(text: string, awsAddresses: readonly string[]): ReadConns {
  return readConns(text, awsAddresses, readConn);
}

function readConn(section: ConnSection, around: ConnAround): ReadTunnel {
  const { values } = section;
  const [own] = sidesOf(section, around);
  const first = (...names: string[]) => names.map((name) => values.get(name)).find((said) => said !== undefined);
  const phase1: ReadPhase = {
    proposals: strongswanProposals(values.get("ike")),
    lifetimeSeconds: durationSeconds(values.get("ikelifetime")),
  };
  const window = first("replay-window");
  const windowPackets = wholeNumber(window?.value);
  const versions = ikeVersions(values);
  return {
    ...connEnds(section, around),
    ikeVersions: versions,
    phase1,
    phase2: {
      proposals: espProposals(first("esp", "phase2alg"), values.get("pfs"), phase1.proposals),
      lifetimeSeconds: durationSeconds(first("salifetime", "keylife", "lifetime", "ipsec-lifetime")),
    },
    replayWindowPackets:
      window && windowPackets !== undefined ? { value: windowPackets, line: window.line } : undefined,
    // Without a delay it never looks whether the peer is alive (ipsec.conf, dpddelay).
    dpdSeconds: durationSeconds(values.get("dpddelay")) ?? { value: 0, line: null },
    // IKEv2 ignores dpdtimeout= and waits for an answer as for any other (pluto, "IKEv2 liveness uses retransmit-timeout=").
    dpdTimeoutSeconds: durationSeconds(
      values.get(versions.value.includes("ikev2") ? "retransmit-timeout" : "dpdtimeout"),
    ),
    starts: starts(values.get("auto")),
    ...hostPart(around.host, {
      name: first("vti-interface")?.value,
      inside: insideOf(first(`${own}vti`, "interface-ip")),
    }),
  };
}

/** IKEv2 unless it is refused; 5.0 says it as strongSwan does. */
function ikeVersions(values: ConnSection["values"]): Said<IkeVersion[]> {
  const said = values.get("ikev2") ?? values.get("keyexchange");
  const isIkev1 = said !== undefined && /^(no|never|ikev1)$/.test(said.value);
  return { value: [isIkev1 ? "ikev1" : "ikev2"], line: said?.line ?? null };
}

/** A proposal without a group takes the one of phase 1, unless perfect forward secrecy is off. */
function espProposals(
  esp: Said<string> | undefined,
  pfs: Said<string> | undefined,
  phase1: ReadProposal[] | undefined,
): ReadProposal[] | undefined {
  const isOff = pfs?.value === "no";
  const groups = (phase1 ?? []).flatMap(({ dhGroups }) => dhGroups);
  return strongswanProposals(esp)?.map((proposal) => ({
    ...proposal,
    dhGroups: isOff ? [] : proposal.dhGroups.length > 0 ? proposal.dhGroups : groups,
  }));
}

function insideOf(said: Said<string> | undefined): ReadTunnel["inside"] {
  const [address = "", length] = said?.value.split("/") ?? [];
  return said && { value: { address, prefixLength: wholeNumber(length) ?? null }, line: said.line };
}

function starts(auto: Said<string> | undefined): ReadTunnel["starts"] {
  const line = auto?.line ?? null;
  if (auto?.value === "start") return { value: "itself", line };
  return { value: auto?.value === "ondemand" || auto?.value === "route" ? "traffic" : "never", line };
}
