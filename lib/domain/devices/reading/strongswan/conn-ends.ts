import { phrase } from "../../../phrase";
import type { ReadRemark, ReadTunnel } from "../read-tunnel";
import { textLines } from "../text-lines";
import { TUNNELS_MAX } from "../up-to";
import { type HostSide, hostSide } from "./host-side";
import { type ConnSection, parseIpsecConf, parseSecrets } from "./parse-ipsec-conf";
import { type StrongswanSecret, secretFor } from "./secrets";
import { strongswanSelectors } from "./selectors";

/** What stands around the connections of a text. */
export interface ConnAround {
  host: HostSide;
  secrets: StrongswanSecret[];
  awsAddresses: readonly string[];
}

export interface ReadConns {
  tunnels: ReadTunnel[];
  remarks: ReadRemark[];
}

/** The sections `conn` of strongSwan's or Libreswan's ipsec.conf, each read by `read`. */
export function readConns(
  text: string,
  awsAddresses: readonly string[],
  read: (section: ConnSection, around: ConnAround) => ReadTunnel,
): ReadConns {
  const lines = textLines(text);
  const around = { host: hostSide(lines), secrets: parseSecrets(lines), awsAddresses };
  return {
    tunnels: parseIpsecConf(lines)
      .filter(({ values }) => values.has("left") || values.has("right"))
      .slice(0, TUNNELS_MAX)
      .map((section) => read(section, around)),
    remarks: lines.flatMap(({ words, number }) =>
      words[0] === "include" ? [{ phrase: phrase("compare.remark.include"), line: number }] : [],
    ),
  };
}

/** Which of left and right is the device, by where AWS's addresses stand; left, as most write it, where none does. */
export function sidesOf({ values }: ConnSection, { awsAddresses }: ConnAround): [own: string, aws: string] {
  return awsAddresses.includes(values.get("left")?.value ?? "") ? ["right", "left"] : ["left", "right"];
}

/** Both ends of a connection with their identities, selectors and key. */
export function connEnds(section: ConnSection, around: ConnAround) {
  const { name, line, values } = section;
  const [own, aws] = sidesOf(section, around);
  const local = values.get(own);
  const peer = values.get(aws);
  const localId = values.get(`${own}id`);
  const remoteId = values.get(`${aws}id`);
  const type = values.get("type");
  return {
    ...{ name, line, peer, localId, remoteId },
    // %defaultroute and the like leave the address to the host.
    localAddress: local?.value.startsWith("%") ? undefined : local,
    selectors: strongswanSelectors({
      ...{ onPrem: values.get(`${own}subnet`), aws: values.get(`${aws}subnet`) },
      ...{ local, peer },
    }),
    encapsulation: type && type.value !== "tunnel" ? type : undefined,
    key: secretFor(around.secrets, { local: (localId ?? local)?.value, remote: (remoteId ?? peer)?.value }),
  } satisfies Partial<ReadTunnel>;
}
