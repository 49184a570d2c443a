import { phrase } from "../../../phrase";
import type { IkeVersion } from "../../tunnel-model";
import type { ReadRemark, ReadTunnel, Said } from "../read-tunnel";
import { textLines, wholeNumber } from "../text-lines";
import { TUNNELS_MAX } from "../up-to";
import { durationSeconds } from "./durations";
import { type HostSide, hostPart, hostSide } from "./host-side";
import { type ConnSection, parseIpsecConf, parseSecrets } from "./parse-ipsec-conf";
import { strongswanProposals } from "./proposals";
import { type StrongswanSecret, secretFor } from "./secrets";
import { strongswanSelectors } from "./selectors";

/**
 * Connections of strongSwan's ipsec.conf, with ipsec.secrets and the host's commands where the text has them. `awsAddresses` tells
 * which side is AWS where somebody wrote it as left. Defaults are those of ipsec.conf(5).
 */
export function readIpsecConf(
  text: string,
  awsAddresses: readonly string[],
): { tunnels: ReadTunnel[]; remarks: ReadRemark[] } {
  const lines = textLines(text);
  const around = { host: hostSide(lines), secrets: parseSecrets(lines), awsAddresses };
  return {
    tunnels: parseIpsecConf(lines)
      .filter(({ values }) => values.has("left") || values.has("right"))
      .slice(0, TUNNELS_MAX)
      .map((section) => readConn(section, around)),
    remarks: lines.flatMap(({ words, number }) =>
      words[0] === "include" ? [{ phrase: phrase("compare.remark.include"), line: number }] : [],
    ),
  };
}

interface Around {
  host: HostSide;
  secrets: StrongswanSecret[];
  awsAddresses: readonly string[];
}

function readConn({ name, line, values }: ConnSection, { host, secrets, awsAddresses }: Around): ReadTunnel {
  const isLeftAws = awsAddresses.includes(values.get("left")?.value ?? "");
  const [own, aws] = isLeftAws ? ["right", "left"] : ["left", "right"];
  const local = values.get(own);
  const peer = values.get(aws);
  const localId = values.get(`${own}id`);
  const remoteId = values.get(`${aws}id`);
  const type = values.get("type");
  const window = wholeNumber(values.get("replay_window")?.value);
  const mark = values.get("mark") ?? values.get("mark_out");
  return {
    name,
    line,
    peer,
    localAddress: local?.value.startsWith("%") ? undefined : local,
    localId,
    remoteId,
    ikeVersions: ikeVersions(values.get("keyexchange")),
    phase1: {
      proposals: strongswanProposals(values.get("ike")),
      lifetimeSeconds: durationSeconds(values.get("ikelifetime")) ?? { value: 3 * 3600, line: null },
    },
    phase2: {
      proposals: strongswanProposals(values.get("esp")),
      lifetimeSeconds: durationSeconds(values.get("lifetime") ?? values.get("keylife")) ?? { value: 3600, line: null },
    },
    selectors: strongswanSelectors({
      onPrem: values.get(`${own}subnet`),
      aws: values.get(`${aws}subnet`),
      local,
      peer,
    }),
    replayWindowPackets:
      window === undefined ? undefined : { value: window, line: values.get("replay_window")?.line ?? null },
    dpdSeconds: dpdSeconds(values),
    dpdTimeoutSeconds: durationSeconds(values.get("dpdtimeout")),
    starts: starts(values.get("auto")),
    encapsulation: type && type.value !== "tunnel" ? type : undefined,
    key: secretFor(secrets, { local: (localId ?? local)?.value, remote: (remoteId ?? peer)?.value }),
    ...hostPart(host, wholeNumber(mark?.value.split("/", 1)[0])),
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
