import type { TunnelOption, VpnTunnelOptionsSpecification } from "@aws-sdk/client-ec2";
import { formatBlock, isCanonical, parseBlock } from "../net";
import { contains6, formatBlock6, known6, parseBlock6 } from "../net6";
import type { Wire } from "../operation";
import { invalidCombination, invalidParameterValue, invalidValue, missingParameter } from "../protocol/errors";

/** What a caller set on one tunnel. What is absent is AWS's default and is absent in EC2's answers too. */
export type TunnelOptions = Omit<
  VpnTunnelOptionsSpecification,
  "PreSharedKey" | "TunnelInsideCidr" | "TunnelInsideIpv6Cidr"
>;

/** What the connection around a tunnel decides of its options. */
export type TunnelSurroundings = {
  insideIpVersion: "ipv4" | "ipv6";
  /** Without an address of the device AWS cannot initiate. */
  hasCustomerAddress: boolean;
  usesCertificate: boolean;
};

const encryption = ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"];
const integrity = ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"];
const phase2Groups = [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];
const phase1Groups = phase2Groups.filter((group) => group !== 5);

/** Defaults that other options are measured against (reference §2). */
const defaults = { phase1LifetimeSeconds: 28_800, phase2LifetimeSeconds: 3600, rekeyMarginSeconds: 270 };

/** AWS keeps these blocks for itself (reference §2). */
const reservedInsideCidrs = new Set(
  ["169.254.0.0/30", "169.254.1.0/30", "169.254.2.0/30", "169.254.3.0/30", "169.254.4.0/30", "169.254.5.0/30"].concat(
    "169.254.169.252/30",
  ),
);

/** A request taken apart: what a tunnel is, and what it allows. Empty lists mean what absent ones do. */
export function splitTunnelRequest(given: VpnTunnelOptionsSpecification) {
  const { PreSharedKey, TunnelInsideCidr, TunnelInsideIpv6Cidr, ...options } = given;
  const block6 = TunnelInsideIpv6Cidr === undefined ? undefined : parseBlock6(TunnelInsideIpv6Cidr);
  return {
    preSharedKey: PreSharedKey,
    insideCidr: TunnelInsideCidr,
    insideIpv6Cidr: block6 && formatBlock6(block6),
    options,
  };
}

/** What a tunnel allows after a modification: each member given takes the place of what was there, log options one by one. */
export function mergeTunnelOptions(present: TunnelOptions, given: TunnelOptions): TunnelOptions {
  const log = { ...present.LogOptions?.CloudWatchLogOptions, ...given.LogOptions?.CloudWatchLogOptions };
  const LogOptions = Object.keys(log).length ? { CloudWatchLogOptions: log } : undefined;
  return { ...present, ...given, ...(LogOptions && { LogOptions }) };
}

/** Refuses what EC2 refuses in one tunnel's options. `merged` is what the tunnel will have: limits depend on each other. */
export function checkTunnelOptions(
  given: VpnTunnelOptionsSpecification,
  merged: TunnelOptions,
  around: TunnelSurroundings,
): void {
  checkInsideCidr(given.TunnelInsideCidr);
  checkInsideIpv6Cidr(given.TunnelInsideIpv6Cidr, around.insideIpVersion);
  checkPreSharedKey(given.PreSharedKey, around.usesCertificate);
  checkRange("phase1LifetimeSeconds", given.Phase1LifetimeSeconds, 900, 28_800);
  checkRange("phase2LifetimeSeconds", given.Phase2LifetimeSeconds, 900, 3600);
  checkRange("rekeyFuzzPercentage", given.RekeyFuzzPercentage, 0, 100);
  checkRange("replayWindowSize", given.ReplayWindowSize, 64, 2048);
  checkRange("dpdTimeoutSeconds", given.DPDTimeoutSeconds, 30, Number.MAX_SAFE_INTEGER);
  checkOneOf("dpdTimeoutAction", [given.DPDTimeoutAction], ["clear", "none", "restart"]);
  checkOneOf("startupAction", [given.StartupAction], ["add", "start"]);
  checkOneOf("phase1EncryptionAlgorithms", values(given.Phase1EncryptionAlgorithms), encryption);
  checkOneOf("phase2EncryptionAlgorithms", values(given.Phase2EncryptionAlgorithms), encryption);
  checkOneOf("phase1IntegrityAlgorithms", values(given.Phase1IntegrityAlgorithms), integrity);
  checkOneOf("phase2IntegrityAlgorithms", values(given.Phase2IntegrityAlgorithms), integrity);
  checkOneOf("phase1DHGroupNumbers", values(given.Phase1DHGroupNumbers), phase1Groups);
  checkOneOf("phase2DHGroupNumbers", values(given.Phase2DHGroupNumbers), phase2Groups);
  checkOneOf("ikeVersions", values(given.IKEVersions), ["ikev1", "ikev2"]);
  checkTogether(merged);
  if (merged.StartupAction === "start" && !around.hasCustomerAddress)
    throw invalidCombination("StartupAction 'start' needs a customer gateway with an IP address.");
}

/**
 * The options in the shape of EC2's answers, whose names differ in case from those of requests. Of what was not set
 * only the activity log's switch is answered (TF, TestAccSiteVPNConnection_basic).
 */
export function tunnelOptionView(options: TunnelOptions): Wire<TunnelOption> {
  const { DPDTimeoutSeconds, DPDTimeoutAction, IKEVersions, LogOptions, ...same } = options;
  return {
    ...same,
    DpdTimeoutSeconds: DPDTimeoutSeconds,
    DpdTimeoutAction: DPDTimeoutAction,
    IkeVersions: IKEVersions,
    LogOptions: { CloudWatchLogOptions: { LogEnabled: false, ...LogOptions?.CloudWatchLogOptions } },
  };
}

function checkTogether(options: TunnelOptions): void {
  const phase1 = options.Phase1LifetimeSeconds ?? defaults.phase1LifetimeSeconds;
  const phase2 = options.Phase2LifetimeSeconds ?? defaults.phase2LifetimeSeconds;
  const margin = options.RekeyMarginTimeSeconds ?? defaults.rekeyMarginSeconds;
  if (phase2 >= phase1 && options.Phase2LifetimeSeconds !== undefined)
    throw invalidValue("phase2LifetimeSeconds", phase2, "It must be less than phase1LifetimeSeconds.");
  if (options.RekeyMarginTimeSeconds !== undefined && (margin < 60 || margin > phase2 / 2))
    throw invalidValue("rekeyMarginTimeSeconds", margin, "It must be between 60 and half of phase2LifetimeSeconds.");
  const ikeVersions = values(options.IKEVersions);
  if (options.StartupAction === "start" && ikeVersions.length > 0 && !ikeVersions.includes("ikev2"))
    throw invalidCombination("StartupAction 'start' is only supported for IKEv2.");
  const log = options.LogOptions?.CloudWatchLogOptions;
  if (log?.LogEnabled && !log.LogGroupArn) throw missingParameter("LogGroupArn");
  if (log?.BgpLogEnabled && !log.BgpLogGroupArn) throw missingParameter("BgpLogGroupArn");
  checkOneOf("logOutputFormat", [log?.LogOutputFormat], ["json", "text"]);
  checkOneOf("bgpLogOutputFormat", [log?.BgpLogOutputFormat], ["json", "text"]);
  checkLogGroupArn("logGroupArn", log?.LogGroupArn);
  checkLogGroupArn("bgpLogGroupArn", log?.BgpLogGroupArn);
}

/** Whether the group exists is not looked at (unconfirmed). */
function checkLogGroupArn(parameter: string, arn: string | undefined): void {
  if (arn !== undefined && !/^arn:aws[\w-]*:logs:[a-z0-9-]+:\d{12}:log-group:[\w./#-]{1,512}(:\*)?$/.test(arn))
    throw invalidValue(parameter, arn, "It is not the ARN of a CloudWatch log group.");
}

function checkInsideCidr(text: string | undefined): void {
  if (text === undefined) return;
  const block = parseBlock(text);
  const isLinkLocal = text.startsWith("169.254.");
  if (block?.length !== 30 || !isLinkLocal || !isCanonical(block))
    throw invalidValue("tunnelInsideCidr", text, "It must be a /30 CIDR block from the 169.254.0.0/16 range.");
  if (reservedInsideCidrs.has(formatBlock(block)))
    throw invalidValue("tunnelInsideCidr", text, "The CIDR block is reserved.");
}

/** A /126 of fd00::/8 (SDK). The refusal on an IPv4 connection is EC2's own sentence, as its users report it. */
function checkInsideIpv6Cidr(text: string | undefined, version: "ipv4" | "ipv6"): void {
  if (text === undefined) return;
  if (version === "ipv4")
    throw invalidCombination("An ipv6 inside cidr is not allowed for VPNs using an ipv4 inside ip version");
  const block = parseBlock6(text);
  if (block?.length !== 126 || !contains6(known6("fd00::/8"), block))
    throw invalidValue("tunnelInsideIpv6Cidr", text, "It must be a /126 CIDR block from the fd00::/8 range.");
}

/** The message never repeats the key; it is EC2's own, as its users report it. */
function checkPreSharedKey(key: string | undefined, usesCertificate: boolean): void {
  if (key === undefined) return;
  if (usesCertificate)
    throw invalidCombination("A pre-shared key cannot be used with certificate-based authentication.");
  if (!/^(?!0)[0-9A-Za-z._]{8,64}$/.test(key))
    throw invalidParameterValue("Value for parameter PreSharedKey is invalid.");
}

function checkRange(parameter: string, value: number | undefined, min: number, max: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < min || value > max))
    throw invalidValue(parameter, value, `It must be between ${min} and ${max}.`);
}

function checkOneOf<T>(parameter: string, given: (T | undefined)[], allowed: readonly T[]): void {
  for (const value of given)
    if (value !== undefined && !allowed.includes(value))
      throw invalidValue(parameter, value, `Valid values: ${allowed.join(", ")}.`);
}

function values<T>(list: { Value?: T }[] | undefined): (T | undefined)[] {
  return (list ?? []).map(({ Value }) => Value);
}
