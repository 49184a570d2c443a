import type {
  ClientVpnAuthentication as AuthenticationView,
  ClientVpnAuthenticationRequest,
} from "@aws-sdk/client-ec2";
import type { Wire } from "../../operation";
import {
  ApiError,
  invalidCombination,
  invalidParameterValue,
  invalidValue,
  missingParameter,
} from "../../protocol/errors";

/** How clients prove who they are. */
export type Authentication =
  | { type: "certificate-authentication"; rootCertificateArn: string }
  | { type: "directory-service-authentication"; directoryId: string }
  | { type: "federated-authentication"; samlProviderArn: string; portalSamlProviderArn: string | undefined };

/** One way, or certificates and one way that knows users (Client VPN administrator guide, "Client authentication"). */
export function readAuthentication(given: ClientVpnAuthenticationRequest[]): Authentication[] {
  if (given.length === 0) throw missingParameter("Authentication");
  const read = given.map(readOne);
  const [first, second] = read;
  if (read.length > 2 || (second && !isMutual(first) && !isMutual(second)))
    throw invalidCombination("Only one user-based authentication type can be specified.");
  if (second && first?.type === second.type)
    throw invalidParameterValue(`The authentication type ${first.type} is specified more than once.`);
  return read;
}

/** Whether the client's certificate is looked at. */
export function usesCertificates(ways: Authentication[]): boolean {
  return ways.some(isMutual);
}

/** Whether connections have a user's name, and groups that rules can name. */
export function knowsUsers(ways: Authentication[]): boolean {
  return ways.some((way) => !isMutual(way));
}

export function authenticationView(way: Authentication): Wire<AuthenticationView> {
  switch (way.type) {
    case "certificate-authentication":
      return { Type: way.type, MutualAuthentication: { ClientRootCertificateChain: way.rootCertificateArn } };
    case "directory-service-authentication":
      return { Type: way.type, ActiveDirectory: { DirectoryId: way.directoryId } };
    case "federated-authentication":
      return {
        Type: way.type,
        FederatedAuthentication: {
          SamlProviderArn: way.samlProviderArn,
          SelfServiceSamlProviderArn: way.portalSamlProviderArn,
        },
      };
    default:
      return way satisfies never;
  }
}

/** The form is checked, not whether ACM knows it: ACM is not simulated. */
export function readCertificateArn(parameter: string, arn: string): string {
  if (!/^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/.test(arn))
    throw invalidValue(parameter, arn, "It is not the ARN of an ACM certificate.");
  return arn;
}

function readOne(given: ClientVpnAuthenticationRequest): Authentication {
  switch (given.Type) {
    case "certificate-authentication": {
      const arn = given.MutualAuthentication?.ClientRootCertificateChainArn;
      if (arn === undefined) throw missing("Mutual authentication");
      return { type: given.Type, rootCertificateArn: readCertificateArn("clientRootCertificateChainArn", arn) };
    }
    case "directory-service-authentication": {
      const directoryId = given.ActiveDirectory?.DirectoryId;
      if (directoryId === undefined) throw missing("Active directory");
      if (!/^d-[0-9a-f]{10}$/.test(directoryId)) throw invalidValue("directoryId", directoryId);
      return { type: given.Type, directoryId };
    }
    case "federated-authentication": {
      const { SAMLProviderArn, SelfServiceSAMLProviderArn } = given.FederatedAuthentication ?? {};
      if (SAMLProviderArn === undefined) throw missing("Federated authentication");
      return {
        type: given.Type,
        samlProviderArn: readSamlArn("samlProviderArn", SAMLProviderArn),
        portalSamlProviderArn:
          SelfServiceSAMLProviderArn === undefined
            ? undefined
            : readSamlArn("selfServiceSamlProviderArn", SelfServiceSAMLProviderArn),
      };
    }
    case undefined:
      throw missingParameter("Authentication.Type");
    default:
      throw invalidValue("authenticationType", given.Type satisfies never);
  }
}

/** The sentence for federated authentication was seen at AWS (aws-cdk, issue 8242). */
function missing(noun: string): ApiError {
  return new ApiError("MissingParameter", `${noun} is required but is missing in the request`);
}

function readSamlArn(parameter: string, arn: string): string {
  if (!/^arn:aws[\w-]*:iam::\d{12}:saml-provider\/[\w._-]+$/.test(arn))
    throw invalidValue(parameter, arn, "It is not the ARN of a SAML provider.");
  return arn;
}

function isMutual(way: Authentication | undefined): boolean {
  return way?.type === "certificate-authentication";
}
