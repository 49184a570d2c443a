import { contains, parseBlock } from "../net";
import { contains6, parseBlock6 } from "../net6";
import type { Device } from "./device";
import { agreeOnAlgorithms, agreeOnGroup, amazonAllows, isAead, type Proposal } from "./proposals";
import type { TunnelOptions } from "./tunnel-options";

/** AWS's end of a tunnel as it runs. */
export type AmazonEnd = {
  options: TunnelOptions;
  preSharedKey: string;
  /** The customer gateway has a certificate, and keys are not looked at. */
  usesCertificate: boolean;
  /** Whether AWS may begin by itself: it was told to, or it restarts after dead peer detection. */
  mayInitiate: boolean;
  selectors: Selectors;
};

/** `local` is the customer's network and `remote` AWS's, as EC2 names them. */
export type Selectors = { local: string; remote: string };

export type IkeVersion = "ikev1" | "ikev2";

/** What both ends hold to while a tunnel is up. */
export type Agreement = {
  initiator: "amazon" | "device";
  ikeVersion: IkeVersion;
  phase1: Proposal;
  phase2: Proposal;
  /** False: with IKEv2 the ends find out at the first rekey that they have no group in common. */
  isGroupAgreed: boolean;
  selectors: Selectors;
};

export type IkeFailure =
  | "no-initiator"
  | "no-ike-version"
  | "no-phase1-proposal"
  | "wrong-key"
  | "wrong-authentication"
  | "no-phase2-proposal"
  | "no-traffic-selectors";

export type Negotiation =
  | { agreed: Agreement; failure?: undefined }
  | { agreed?: undefined; failure: IkeFailure; ikeVersion: IkeVersion; initiator: Agreement["initiator"] };

/** Plays IKE between the two ends: who begins, phase 1, authentication, phase 2; the first that fails ends it. */
export function negotiate(amazon: AmazonEnd, device: Device): Negotiation {
  const initiator = device.initiates === false ? "amazon" : "device";
  const ikeVersion = agreeOnVersion(amazon, device, initiator);
  const seenVersion = ikeVersion ?? device.ikeVersions?.[0] ?? "ikev2";
  const fail = (failure: IkeFailure): Negotiation => ({ failure, ikeVersion: seenVersion, initiator });
  if (initiator === "amazon" && !amazon.mayInitiate) return fail("no-initiator");
  if (!ikeVersion) return fail("no-ike-version");
  const phase1 = agreeOnPhase1(amazon, device);
  if (!phase1) return fail("no-phase1-proposal");
  if (amazon.usesCertificate !== (device.hasCertificate ?? amazon.usesCertificate)) return fail("wrong-authentication");
  if (!amazon.usesCertificate && device.preSharedKey !== amazon.preSharedKey) return fail("wrong-key");
  const phase2 = agreeOnPhase2(amazon, device);
  if (!phase2) return fail("no-phase2-proposal");
  const isGroupAgreed = phase2.dhGroup !== undefined;
  if (!isGroupAgreed && ikeVersion === "ikev1") return fail("no-phase2-proposal");
  const selectors = agreeOnSelectors(amazon.selectors, device.trafficSelectors, ikeVersion);
  if (!selectors) return fail("no-traffic-selectors");
  return { agreed: { initiator, ikeVersion, phase1, phase2, isGroupAgreed, selectors } };
}

/** AWS initiates with IKEv2 only (CreateVpnConnection, StartupAction); otherwise the device's preference decides. */
function agreeOnVersion(amazon: AmazonEnd, device: Device, initiator: Agreement["initiator"]): IkeVersion | undefined {
  const set = amazon.options.IKEVersions;
  const isAllowed = (version: IkeVersion) => !set?.length || set.some(({ Value }) => Value === version);
  const asked = device.ikeVersions ?? ["ikev2", "ikev1"];
  return asked.filter((version) => initiator === "device" || version === "ikev2").find(isAllowed);
}

function agreeOnPhase1(amazon: AmazonEnd, device: Device): Proposal | undefined {
  const allowed = amazonAllows(amazon.options, "phase1");
  const algorithms = agreeOnAlgorithms(allowed, device.phase1 ?? {}, () => true);
  const dhGroup = agreeOnGroup(allowed, device.phase1 ?? {});
  return algorithms && dhGroup !== undefined ? proposalOf(algorithms, dhGroup) : undefined;
}

/**
 * Ciphers and integrity. With IKEv2 the first SA of phase 2 is made without a Diffie-Hellman exchange (RFC 7296 §1.2), so
 * ends without a group in common come up all the same; with IKEv1 quick mode fails at once.
 */
function agreeOnPhase2(amazon: AmazonEnd, device: Device): Proposal | undefined {
  const allowed = amazonAllows(amazon.options, "phase2");
  const algorithms = agreeOnAlgorithms(allowed, device.phase2 ?? {}, (cipher) => !isAead(cipher));
  return algorithms && proposalOf(algorithms, agreeOnGroup(allowed, device.phase2 ?? {}));
}

/** Member by member, as a tunnel's telemetry: a spread would cost each tunnel half a kilobyte more. */
function proposalOf({ encryption, integrity }: Omit<Proposal, "dhGroup">, dhGroup: number | undefined): Proposal {
  return { encryption, integrity, dhGroup };
}

/** IKEv2 narrows to what both ends have (RFC 7296 §2.9); with IKEv1 AWS takes what lies inside its own, no more. */
function agreeOnSelectors(amazon: Selectors, device: Selectors | undefined, version: IkeVersion) {
  if (!device) return amazon;
  const local = narrow(amazon.local, device.local, version);
  const remote = narrow(amazon.remote, device.remote, version);
  return local !== undefined && remote !== undefined ? { local, remote } : undefined;
}

/** Blocks lie in one another or share nothing; those of another IP version share nothing either. */
function narrow(amazon: string, device: string, version: IkeVersion): string | undefined {
  if (isInside(amazon, device)) return device;
  return version === "ikev2" && isInside(device, amazon) ? amazon : undefined;
}

function isInside(outer: string, inner: string): boolean {
  const [outer4, inner4] = [parseBlock(outer), parseBlock(inner)];
  if (outer4 && inner4) return contains(outer4, inner4);
  const [outer6, inner6] = [parseBlock6(outer), parseBlock6(inner)];
  return outer6 !== undefined && inner6 !== undefined && contains6(outer6, inner6);
}
