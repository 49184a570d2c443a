import type { IkeVersion } from "../../tunnel-model";
import type { ReadTunnel, Said } from "../read-tunnel";
import { wholeNumber } from "../text-lines";
import { type ConnAround, connEnds, type ReadConns, readConns } from "./conn-ends";
import { durationSeconds } from "./durations";
import { hostPart } from "./host-side";
import type { ConnSection } from "./parse-ipsec-conf";
import { strongswanProposals } from "./proposals";

/**
 * Connections of strongSwan's ipsec.conf, with ipsec.secrets and the host's commands where the text has them. `awsAddresses` tells
 * which side is AWS where somebody wrote it as left. Defaults are those of ipsec.conf(5).
 */
export function readIpsecConf(text: string, awsAddresses: readonly string[]): ReadConns {
  return readConns(text, awsAddresses, readConn);
}

function readConn(section: ConnSection, around: ConnAround): ReadTunnel {
  const { values } = section;
  const window = wholeNumber(values.get("replay_window")?.value);
  const mark = values.get("mark") ?? values.get("mark_out");
  return {
    ...connEnds(section, around),
    ikeVersions: ikeVersions(values.get("keyexchange")),
    phase1: {
      proposals: strongswanProposals(values.get("ike")),
      lifetimeSeconds: durationSeconds(values.get("ikelifetime")) ?? { value: 3 * 3600, line: null },
    },
    phase2: {
      proposals: strongswanProposals(values.get("esp")),
      lifetimeSeconds: durationSeconds(values.get("lifetime") ?? values.get("keylife")) ?? { value: 3600, line: null },
    },
    replayWindowPackets:
      window === undefined ? undefined : { value: window, line: values.get("replay_window")?.line ?? null },
    dpdSeconds: dpdSeconds(values),
    dpdTimeoutSeconds: durationSeconds(values.get("dpdtimeout")),
    starts: starts(values.get("auto")),
    ...hostPart(around.host, { number: wholeNumber(mark?.value.split("/", 1)[0]) }),
  };
}

/** "ike", the default, starts IKEv2 and accepts both. */
function ikeVersions(said: Said<string> | undefined): Said<IkeVersion[]> {
  return { value: [said?.value === "ikev1" ? "ikev1" : "ikev2"], line: said?.line ?? null };
}

/** Without an action the daemon never looks for a dead peer, whatever the delay; with one it looks every 30 s. */
function dpdSeconds(values: ConnSection["values"]): Said<number> {
  const action = values.get("dpdaction");
  if (action === undefined || action.value === "none") return { value: 0, line: action?.line ?? null };
  return durationSeconds(values.get("dpddelay")) ?? { value: 30, line: null };
}

function starts(auto: Said<string> | undefined): ReadTunnel["starts"] {
  const line = auto?.line ?? null;
  if (auto?.value === "start") return { value: "itself", line };
  return { value: auto?.value === "route" ? "traffic" : "never", line };
}
