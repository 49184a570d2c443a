import type { ReadTunnel, Said } from "../read-tunnel";
import { type TextLine, wholeNumber } from "../text-lines";
import { type IosKey, ikev2Keys, isakmpKeys, keyFor } from "./ios-keys";
import { ikev2Proposals, isakmpPolicies } from "./ios-proposals";
import { type IosSection, lineOf, sectionsOf } from "./ios-sections";

type IkePart = Pick<ReadTunnel, "ikeVersions" | "phase1" | "key" | "localId" | "remoteId" | "dpdSeconds">;

/** Reads phase 1 of a tunnel to `peer`; `ipsec` is the IPsec profile or the crypto map entry, which names the profile of IKE. */
export function iosIke(sections: readonly IosSection[]) {
  const policies = isakmpPolicies(sections);
  const keys1 = isakmpKeys(sections);
  const keys2 = ikev2Keys(sections);
  return (tunnel: { peer: string; local: string | undefined; ipsec: IosSection | undefined }): IkePart => {
    const named = tunnel.ipsec && lineOf(tunnel.ipsec, "set", "ikev2-profile");
    const profile = sectionsOf(sections, "crypto", "ikev2", "profile").find(
      ({ head }) => head.words[3] === named?.words[2],
    );
    if (named === undefined || profile === undefined)
      return { phase1: { proposals: policies }, ...ikev1(sections, keys1, tunnel) };
    return {
      phase1: { proposals: ikev2Proposals(sections, tunnel.local), lifetimeSeconds: ikev2Lifetime(profile) },
      ...ikev2(sections, keys2, { peer: tunnel.peer, profile, named }),
    };
  };
}

interface Ikev1Tunnel {
  peer: string;
  ipsec: IosSection | undefined;
}

function ikev1(
  sections: readonly IosSection[],
  keys: readonly IosKey[],
  { peer, ipsec }: Ikev1Tunnel,
): Omit<IkePart, "phase1"> {
  const named = ipsec && lineOf(ipsec, "set", "isakmp-profile")?.words[2];
  const profile = sectionsOf(sections, "crypto", "isakmp", "profile").find(({ head }) => head.words[3] === named);
  const keyring = (profile && lineOf(profile, "keyring")?.words[1]) ?? null;
  const [keepalive] = sectionsOf(sections, "crypto", "isakmp", "keepalive");
  const ownKeepalive = profile && lineOf(profile, "keepalive");
  return {
    // IKEv2 has to be named by the profile or map.
    ikeVersions: { value: ["ikev1"], line: ipsec?.head.number ?? null },
    key: keyFor(keys, peer, keyring),
    // Without the command IOS never asks whether the peer is alive (security command reference, "crypto isakmp keepalive").
    dpdSeconds: saidSeconds(ownKeepalive?.words[1], ownKeepalive) ??
      saidSeconds(keepalive?.head.words[3], keepalive?.head) ?? { value: 0, line: null },
  };
}

interface Ikev2Tunnel {
  peer: string;
  profile: IosSection;
  named: TextLine;
}

function ikev2(
  sections: readonly IosSection[],
  keys: readonly IosKey[],
  { peer, profile, named }: Ikev2Tunnel,
): Omit<IkePart, "phase1"> {
  const localId = lineOf(profile, "identity", "local", "address");
  const remote = profile.body.filter(({ words }) => words[0] === "match" && words[1] === "identity");
  const remoteId = remote.find(({ words }) => words[4] === peer) ?? remote[0];
  const keyring = lineOf(profile, "keyring", "local")?.words[2] ?? lineOf(profile, "keyring")?.words[1] ?? null;
  const dpd = lineOf(profile, "dpd");
  const [dpdOfAll] = sectionsOf(sections, "crypto", "ikev2", "dpd");
  return {
    ikeVersions: { value: ["ikev2"], line: named.number },
    key: keyFor(keys, peer, keyring),
    localId: localId && { value: localId.words[3] ?? "", line: localId.number },
    // A block of addresses or a name that matches anybody says nothing of whom the device takes for AWS.
    remoteId:
      remoteId && isOneAddress(remoteId) ? { value: remoteId.words[4] ?? "", line: remoteId.number } : undefined,
    dpdSeconds: saidSeconds(dpd?.words[1], dpd) ??
      saidSeconds(dpdOfAll?.head.words[3], dpdOfAll?.head) ?? { value: 0, line: null },
  };
}

function isOneAddress({ words }: TextLine): boolean {
  return words[2] === "remote" && words[3] === "address" && (words[5] ?? "255.255.255.255") === "255.255.255.255";
}

/** A day unless the profile says otherwise (FlexVPN configuration guide, "lifetime"). */
function ikev2Lifetime(profile: IosSection): Said<number> {
  const line = lineOf(profile, "lifetime");
  return saidSeconds(line?.words[1], line) ?? { value: 86400, line: null };
}

function saidSeconds(word: string | undefined, line: TextLine | undefined): Said<number> | undefined {
  const value = wholeNumber(word);
  return value === undefined ? undefined : { value, line: line?.number ?? null };
}
