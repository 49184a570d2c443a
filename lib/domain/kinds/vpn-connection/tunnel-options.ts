import { z } from "zod";
import type { Ec2Calls, WithLate } from "../../ec2-calls";
import { isCidr } from "../../net/cidr";
import { isIpv4 } from "../../net/ip";
import { facts } from "../fields";

const ENCRYPTION = ["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16"] as const;
const INTEGRITY = ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"] as const;
const PHASE_1_GROUPS = [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const;
const PHASE_2_GROUPS = [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const;
const IKE_VERSIONS = ["ikev1", "ikev2"] as const;

const SOURCE = "reference §2";

/** A number of that unit between bounds, at AWS's default unless somebody says otherwise. */
function amount(bounds: {
  min: number;
  max?: number;
  awsDefault: number;
  unit: "seconds" | "packets" | "percent";
  problem: string;
}) {
  const { min, max, awsDefault, unit, problem } = bounds;
  const number = z.number({ error: problem }).int({ error: problem }).min(min, { error: problem });
  const bounded = max === undefined ? number : number.max(max, { error: problem });
  return facts(bounded, { unit, awsDefault, source: SOURCE }).default(awsDefault);
}

/** One or more of a list; AWS's default is all of them. */
function texts<const Values extends readonly [string, ...string[]]>(values: Values) {
  return facts(
    z.array(z.enum(values, { error: "problems.choiceUnknown" })).min(1, { error: "problems.choiceMissing" }),
    {
      widget: "choices",
      awsDefault: values,
      source: SOURCE,
    },
  ).default(() => [...values]);
}

function groups<const Values extends readonly [number, ...number[]]>(values: Values) {
  return facts(
    z.array(z.literal(values, { error: "problems.choiceUnknown" })).min(1, { error: "problems.choiceMissing" }),
    {
      widget: "choices",
      awsDefault: values,
      source: SOURCE,
    },
  ).default(() => [...values]);
}

function choice<const Values extends readonly [string, ...string[]]>(values: Values, awsDefault: Values[number]) {
  return facts(z.enum(values, { error: "problems.choiceUnknown" }), {
    widget: "choices",
    awsDefault,
    source: SOURCE,
  }).default(awsDefault);
}

const flag = () => facts(z.boolean(), { awsDefault: false, source: SOURCE }).default(false);
const logGroup = () =>
  z
    .string()
    .trim()
    .regex(/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:.+$/, { error: "problems.logGroup" });

/** What a person may set on one tunnel: every option of reference §2 that applies to a VPN gateway over IPv4. */
export const tunnelSpec = z.object({
  outsideIpAddress: facts(z.string().refine(isIpv4, { error: "problems.ipv4" }), {
    widget: "ip",
    given: true,
  }).optional(),
  insideCidr: facts(z.string().trim().refine(isCidr, { error: "problems.cidr" }), {
    widget: "cidr",
    source: SOURCE,
  }).optional(),
  presharedKey: facts(z.object({ $secret: z.string() }), {
    widget: "presharedKey",
    secret: true,
    source: SOURCE,
  }).optional(),
  ikeVersions: texts(IKE_VERSIONS),
  phase1EncryptionAlgorithms: texts(ENCRYPTION),
  phase1IntegrityAlgorithms: texts(INTEGRITY),
  phase1DhGroupNumbers: groups(PHASE_1_GROUPS),
  phase1LifetimeSeconds: amount({
    min: 900,
    max: 28_800,
    awsDefault: 28_800,
    unit: "seconds",
    problem: "problems.phase1Lifetime",
  }),
  phase2EncryptionAlgorithms: texts(ENCRYPTION),
  phase2IntegrityAlgorithms: texts(INTEGRITY),
  phase2DhGroupNumbers: groups(PHASE_2_GROUPS),
  phase2LifetimeSeconds: amount({
    min: 900,
    max: 3600,
    awsDefault: 3600,
    unit: "seconds",
    problem: "problems.phase2Lifetime",
  }),
  rekeyMarginTimeSeconds: amount({
    min: 60,
    max: 1800,
    awsDefault: 270,
    unit: "seconds",
    problem: "problems.rekeyMargin",
  }),
  rekeyFuzzPercentage: amount({ min: 0, max: 100, awsDefault: 100, unit: "percent", problem: "problems.rekeyFuzz" }),
  replayWindowSize: amount({ min: 64, max: 2048, awsDefault: 1024, unit: "packets", problem: "problems.replayWindow" }),
  // AWS's texts say 30 and 40 (reference §14); the newer one is sent on every creation, so that it is known which holds.
  dpdTimeoutSeconds: amount({ min: 30, awsDefault: 40, unit: "seconds", problem: "problems.dpdTimeout" }),
  dpdTimeoutAction: choice(["clear", "none", "restart"], "clear"),
  startupAction: choice(["add", "start"], "add"),
  activityLog: flag(),
  activityLogGroupArn: logGroup().optional(),
  activityLogFormat: choice(["json", "text"], "json"),
  bgpLog: flag(),
  bgpLogGroupArn: logGroup().optional(),
  bgpLogFormat: choice(["json", "text"], "json"),
  lifecycleControl: flag(),
});

export type TunnelSpec = z.output<typeof tunnelSpec>;

/** A field of a tunnel that a call can set; the outside address is EC2's to give. */
export type TunnelOption = Exclude<keyof TunnelSpec, "outsideIpAddress">;

/** Every option at AWS's default. */
export const TUNNEL_DEFAULTS: TunnelSpec = tunnelSpec.parse({});

type Input = WithLate<NonNullable<Ec2Calls["ModifyVpnTunnelOptions"]["input"]["TunnelOptions"]>>;

/** The options that the customer's device has to share; after a change of these the tunnel stays down until it follows. */
const SHARED_WITH_DEVICE = new Set<TunnelOption>([
  "insideCidr",
  "presharedKey",
  "ikeVersions",
  "phase1EncryptionAlgorithms",
  "phase1IntegrityAlgorithms",
  "phase1DhGroupNumbers",
  "phase2EncryptionAlgorithms",
  "phase2IntegrityAlgorithms",
  "phase2DhGroupNumbers",
]);

/** True when the device must be changed as well. */
export function isSharedWithDevice(option: TunnelOption): boolean {
  return SHARED_WITH_DEVICE.has(option);
}

export function isTunnelOption(name: unknown): name is TunnelOption {
  return typeof name === "string" && Object.hasOwn(INPUTS, name);
}

/**
 * TunnelOptions of a create call. Everything is said, the defaults too: what was approved is then what is there, even if
 * AWS changes a default. Logs and lifecycle control are only said when they are on.
 */
export function creationInput(tunnel: TunnelSpec): Input {
  return {
    ...optionsInput(
      tunnel,
      ALL_OPTIONS.filter((option) => !LEFT_OUT_WHEN_OFF.has(option)),
    ),
    ...(tunnel.activityLog || tunnel.bgpLog ? logInput(tunnel) : {}),
    ...(tunnel.lifecycleControl ? { EnableTunnelLifecycleControl: true } : {}),
  };
}

/** TunnelOptions of a modify call: these options and nothing else. */
export function optionsInput(tunnel: TunnelSpec, options: readonly TunnelOption[]): Input {
  const members = options.flatMap((option) => Object.entries(INPUTS[option](tunnel)));
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

const values = <Value>(list: readonly Value[]) => list.map((Value) => ({ Value }));

const INPUTS: Record<TunnelOption, (tunnel: TunnelSpec) => Input> = {
  insideCidr: (tunnel) => ({ TunnelInsideCidr: tunnel.insideCidr }),
  presharedKey: (tunnel) => ({ PreSharedKey: tunnel.presharedKey }),
  ikeVersions: (tunnel) => ({ IKEVersions: values(tunnel.ikeVersions) }),
  phase1EncryptionAlgorithms: (tunnel) => ({ Phase1EncryptionAlgorithms: values(tunnel.phase1EncryptionAlgorithms) }),
  phase1IntegrityAlgorithms: (tunnel) => ({ Phase1IntegrityAlgorithms: values(tunnel.phase1IntegrityAlgorithms) }),
  phase1DhGroupNumbers: (tunnel) => ({ Phase1DHGroupNumbers: values(tunnel.phase1DhGroupNumbers) }),
  phase1LifetimeSeconds: (tunnel) => ({ Phase1LifetimeSeconds: tunnel.phase1LifetimeSeconds }),
  phase2EncryptionAlgorithms: (tunnel) => ({ Phase2EncryptionAlgorithms: values(tunnel.phase2EncryptionAlgorithms) }),
  phase2IntegrityAlgorithms: (tunnel) => ({ Phase2IntegrityAlgorithms: values(tunnel.phase2IntegrityAlgorithms) }),
  phase2DhGroupNumbers: (tunnel) => ({ Phase2DHGroupNumbers: values(tunnel.phase2DhGroupNumbers) }),
  phase2LifetimeSeconds: (tunnel) => ({ Phase2LifetimeSeconds: tunnel.phase2LifetimeSeconds }),
  rekeyMarginTimeSeconds: (tunnel) => ({ RekeyMarginTimeSeconds: tunnel.rekeyMarginTimeSeconds }),
  rekeyFuzzPercentage: (tunnel) => ({ RekeyFuzzPercentage: tunnel.rekeyFuzzPercentage }),
  replayWindowSize: (tunnel) => ({ ReplayWindowSize: tunnel.replayWindowSize }),
  dpdTimeoutSeconds: (tunnel) => ({ DPDTimeoutSeconds: tunnel.dpdTimeoutSeconds }),
  dpdTimeoutAction: (tunnel) => ({ DPDTimeoutAction: tunnel.dpdTimeoutAction }),
  startupAction: (tunnel) => ({ StartupAction: tunnel.startupAction }),
  // The log settings travel as one structure, so a change of one says them all.
  activityLog: logInput,
  activityLogGroupArn: logInput,
  activityLogFormat: logInput,
  bgpLog: logInput,
  bgpLogGroupArn: logInput,
  bgpLogFormat: logInput,
  lifecycleControl: (tunnel) => ({ EnableTunnelLifecycleControl: tunnel.lifecycleControl }),
};

const ALL_OPTIONS = Object.keys(INPUTS).filter(isTunnelOption);

const LEFT_OUT_WHEN_OFF = new Set<TunnelOption>([
  "activityLog",
  "activityLogGroupArn",
  "activityLogFormat",
  "bgpLog",
  "bgpLogGroupArn",
  "bgpLogFormat",
  "lifecycleControl",
]);

function logInput(tunnel: TunnelSpec): Input {
  return {
    LogOptions: {
      CloudWatchLogOptions: {
        LogEnabled: tunnel.activityLog,
        ...(tunnel.activityLog
          ? { LogGroupArn: tunnel.activityLogGroupArn, LogOutputFormat: tunnel.activityLogFormat }
          : {}),
        BgpLogEnabled: tunnel.bgpLog,
        ...(tunnel.bgpLog ? { BgpLogGroupArn: tunnel.bgpLogGroupArn, BgpLogOutputFormat: tunnel.bgpLogFormat } : {}),
      },
    },
  };
}
