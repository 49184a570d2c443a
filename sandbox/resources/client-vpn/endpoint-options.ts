import type {
  ClientConnectOptions,
  ClientLoginBannerOptions,
  ConnectionLogOptions,
  CreateClientVpnEndpointRequest,
  DevicePostureOptions,
  ModifyClientVpnEndpointRequest,
} from "@aws-sdk/client-ec2";
import { parseAddress } from "../../net";
import { parseAddress6 } from "../../net6";
import { ApiError, invalidParameterValue, invalidValue, missingParameter } from "../../protocol/errors";
import type { World } from "../../world";
import { readCertificateArn } from "./authentication";

/** What ModifyClientVpnEndpoint can change of an endpoint. */
export type EndpointOptions = {
  serverCertificateArn: string;
  description: string;
  dnsServers: string[];
  vpnPort: number;
  isSplitTunnel: boolean;
  hasPortal: boolean;
  sessionTimeoutHours: number;
  disconnectsOnTimeout: boolean;
  isRouteEnforced: boolean;
  /** With `isNamedByAws` the stream's name begins with the endpoint's id, and `stream` is the rest of it. */
  log: { group: string; stream: string; isNamedByAws: boolean; hasPolicyContext: boolean } | undefined;
  /** A Lambda function that is asked about every connection. */
  connectHandlerArn: string | undefined;
  banner: string | undefined;
  trustProviders: TrustProvider[];
};

export type TrustProvider = { type: string; tenantId: string; signingKeyUrl: string };

/** The API's defaults (CreateClientVpnEndpoint). */
export const standardOptions: Omit<EndpointOptions, "serverCertificateArn"> = {
  description: "",
  dnsServers: [],
  vpnPort: 443,
  isSplitTunnel: false,
  hasPortal: true,
  sessionTimeoutHours: 24,
  disconnectsOnTimeout: true,
  isRouteEnforced: false,
  log: undefined,
  connectHandlerArn: undefined,
  banner: undefined,
  trustProviders: [],
};

type OptionsRequest = Omit<CreateClientVpnEndpointRequest & ModifyClientVpnEndpointRequest, "DnsServers">;

/** The options a call asks for, on top of those that are there; `dnsServers` are spelled differently in each call. */
export function readOptions(
  world: World,
  input: Partial<OptionsRequest> & { dnsServers: string[] | undefined },
  present: EndpointOptions,
): EndpointOptions {
  return {
    serverCertificateArn:
      input.ServerCertificateArn === undefined
        ? present.serverCertificateArn
        : readCertificateArn("serverCertificateArn", input.ServerCertificateArn),
    description: readText("description", input.Description, 255) ?? present.description,
    dnsServers: input.dnsServers ? readDnsServers(input.dnsServers) : present.dnsServers,
    vpnPort: oneOf("vpnPort", input.VpnPort, [443, 1194]) ?? present.vpnPort,
    isSplitTunnel: input.SplitTunnel ?? present.isSplitTunnel,
    hasPortal:
      input.SelfServicePortal === undefined
        ? present.hasPortal
        : oneOf<string>("selfServicePortal", input.SelfServicePortal, ["enabled", "disabled"]) === "enabled",
    sessionTimeoutHours:
      oneOf("sessionTimeoutHours", input.SessionTimeoutHours, [8, 10, 12, 24]) ?? present.sessionTimeoutHours,
    disconnectsOnTimeout: input.DisconnectOnSessionTimeout ?? present.disconnectsOnTimeout,
    isRouteEnforced: input.ClientRouteEnforcementOptions?.Enforced ?? present.isRouteEnforced,
    log: input.ConnectionLogOptions ? readLog(world, input.ConnectionLogOptions, present.log) : present.log,
    connectHandlerArn: input.ClientConnectOptions
      ? readConnectHandler(input.ClientConnectOptions)
      : present.connectHandlerArn,
    banner: input.ClientLoginBannerOptions ? readBanner(input.ClientLoginBannerOptions) : present.banner,
    trustProviders: input.DevicePostureOptions
      ? readTrustProviders(input.DevicePostureOptions)
      : present.trustProviders,
  };
}

export function oneOf<T extends string | number>(parameter: string, value: T | undefined, allowed: T[]): T | undefined {
  if (value === undefined || allowed.includes(value)) return value;
  throw invalidValue(parameter, value, `Valid values: ${allowed.join(" | ")}.`);
}

/** At most two, each an address. */
function readDnsServers(servers: string[]): string[] {
  if (servers.length > 2) throw invalidParameterValue("A Client VPN endpoint can have up to two DNS servers.");
  for (const server of servers)
    if (parseAddress(server) === undefined && parseAddress6(server) === undefined)
      throw invalidValue("dnsServers", server, "It is not an IP address.");
  return servers;
}

function readText(parameter: string, text: string | undefined, lengthMax: number): string | undefined {
  if (text !== undefined && [...text].length > lengthMax)
    throw invalidParameterValue(`The ${parameter} must not be longer than ${lengthMax} characters.`);
  return text;
}

/** In the same group the stream stays unless another is named (unconfirmed). */
function readLog(world: World, given: ConnectionLogOptions, present: EndpointOptions["log"]): EndpointOptions["log"] {
  if (!given.Enabled) return undefined;
  const { CloudwatchLogGroup: group, CloudwatchLogStream: named } = given;
  if (!group) throw missingParameter("ConnectionLogOptions.CloudwatchLogGroup");
  const kept = present?.group === group ? present : { stream: newStreamSuffix(world), isNamedByAws: true };
  return {
    group,
    stream: named || kept.stream,
    isNamedByAws: named ? false : kept.isNamedByAws,
    hasPolicyContext: given.IncludeAuthorizationPolicyContext ?? present?.hasPolicyContext ?? false,
  };
}

/** What AWS puts behind the endpoint's id for a stream that nobody named, as `-ap-south-1-2020/11/13-FCD8HEMVaCcw` (unconfirmed). */
function newStreamSuffix({ place, now, random }: World): string {
  const day = now.toISOString().slice(0, 10).replaceAll("-", "/");
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return `-${place.region}-${day}-${random.pick(letters, 12)}`;
}

/** The function's name begins with AWSClientVPN- (administrator guide, "Connection authorization"). */
function readConnectHandler(given: ClientConnectOptions): string | undefined {
  if (!given.Enabled) return undefined;
  const arn = given.LambdaFunctionArn;
  if (!arn) throw missingParameter("ClientConnectOptions.LambdaFunctionArn");
  if (!/^arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:function:AWSClientVPN-[\w-]+(:[\w$-]+)?$/.test(arn))
    throw invalidValue("lambdaFunctionArn", arn, "The name of the Lambda function must begin with AWSClientVPN-.");
  return arn;
}

function readBanner(given: ClientLoginBannerOptions): string | undefined {
  if (!given.Enabled) return undefined;
  if (!given.BannerText) throw missingParameter("ClientLoginBannerOptions.BannerText");
  return readText("banner text", given.BannerText, 1400);
}

function readTrustProviders({ Enabled, TrustProviders = [] }: DevicePostureOptions): TrustProvider[] {
  if (Enabled === false) return [];
  const types = TrustProviders.map(({ TrustProviderType }) => TrustProviderType);
  if (new Set(types).size < types.length)
    throw invalidParameterValue("A device trust provider is specified more than once.");
  return TrustProviders.map(({ TrustProviderType, TenantId, PublicSigningKeyUrl }) => {
    if (TrustProviderType === undefined) throw missingParameter("DevicePostureOptions.TrustProvider.TrustProviderType");
    if (!TenantId) throw missingParameter("DevicePostureOptions.TrustProvider.TenantId");
    if (!PublicSigningKeyUrl) throw missingParameter("DevicePostureOptions.TrustProvider.PublicSigningKeyUrl");
    oneOf<string>("trustProviderType", TrustProviderType, ["crowdstrike", "jamf", "jumpcloud"]);
    return { type: TrustProviderType, tenantId: TenantId, signingKeyUrl: readPublicUrl(PublicSigningKeyUrl) };
  });
}

/** The end of the sentence was seen at AWS. */
function readPublicUrl(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  const isAddress = parseAddress(host) !== undefined || host.startsWith("[");
  if (!host || isAddress || host === "localhost")
    throw new ApiError(
      "InvalidParameterValue",
      "PublicSigningKeyUrl must reference a public hostname, not localhost or an IP address",
    );
  return url;
}
