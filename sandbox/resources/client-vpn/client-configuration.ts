import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import type {
  ExportClientVpnClientConfigurationRequest,
  ExportClientVpnClientConfigurationResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import type { World } from "../../world";
import { type ClientVpnEndpoint, findEndpoint } from "./endpoint";
import { dnsName } from "./endpoint-view";

export const ExportClientVpnClientConfiguration: Operation<
  ExportClientVpnClientConfigurationRequest,
  ExportClientVpnClientConfigurationResult
> = (input, world) => ({ ClientConfiguration: writeConfiguration(findEndpoint(world, input), world) });

/** An OpenVPN profile (administrator guide, "Export the client configuration file"). The client's certificate and key are added by hand. */
function writeConfiguration(endpoint: ClientVpnEndpoint, world: World): string {
  const hasIpv6 = endpoint.endpointIpType === "ipv6";
  return [
    "client",
    "dev tun",
    `proto ${endpoint.transportProtocol}${hasIpv6 ? "6" : ""}`,
    `remote ${dnsName(endpoint, world).replace("*.", "")} ${endpoint.vpnPort}`,
    "remote-random-hostname",
    "resolv-retry infinite",
    "nobind",
    "remote-cert-tls server",
    "cipher AES-256-GCM",
    "verb 3",
    "",
    "<ca>",
    authority(),
    "</ca>",
    "",
    ...signIn(endpoint),
    "reneg-sec 0",
    "",
  ].join("\n");
}

/** How users sign in: `auth-federate` is understood by AWS's own client only. */
function signIn({ authentication }: ClientVpnEndpoint): string[] {
  if (authentication.some(({ type }) => type === "federated-authentication"))
    return ["auth-federate", "auth-retry interact", "auth-nocache", ""];
  if (authentication.some(({ type }) => type === "directory-service-authentication")) return ["auth-user-pass", ""];
  return [];
}

/**
 * Who signed the server's certificate. ACM is not simulated, so it is whoever signs the certificates that ACM issues: Amazon
 * Root CA 1, which Node.js brings along. Looking for it means parsing a hundred certificates, so it is done once.
 */
function authority(): string {
  amazonRoot ??= rootCertificates.find((pem) => new X509Certificate(pem).subject.includes("CN=Amazon Root CA 1"));
  if (amazonRoot === undefined) throw new Error("Node.js does not bring Amazon Root CA 1 along");
  return amazonRoot.trim();
}

let amazonRoot: string | undefined;
