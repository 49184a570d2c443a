import "server-only";
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import { DomainError } from "@/lib/errors";
import type { Secret } from "../../secrets/secret";
import { ForbiddenAddress, fetchFromProvider, isIssuerAllowed } from "./fetch-from-provider";

const TIMEOUT_SECONDS = 10;

interface Client {
  issuer: string;
  clientId: string;
  /** Left out where only the provider's document is looked at. */
  secret?: Secret;
}

/** Reads a provider's discovery document. What comes of it sends requests to that provider as this client. */
export async function openProvider({ issuer, clientId, secret }: Client): Promise<Configuration> {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || !isIssuerAllowed(url)) throw new DomainError("sso-issuer-insecure");
  try {
    return await discovery(url, clientId, undefined, secret && authenticate(secret), {
      execute: [
        // The token comes from the provider itself; its signature is looked at nevertheless.
        enableNonRepudiationChecks,
        // fetchFromProvider judges each address more strictly: http reaches this machine only.
        ...(url.protocol === "http:" ? [allowInsecureRequests] : []),
      ],
      [customFetch]: fetchFromProvider(url),
      timeout: TIMEOUT_SECONDS,
    });
  } catch (error) {
    throw providerError(error);
  }
}

/** HTTP Basic, the default of RFC 8414, unless the provider's document only names the form. */
function authenticate(secret: Secret): ClientAuth {
  return (server, client, body, headers) => {
    const known = server.token_endpoint_auth_methods_supported;
    const isBasic = known === undefined || known.includes("client_secret_basic");
    const send = isBasic ? ClientSecretBasic : ClientSecretPost;
    send(secret.reveal())(server, client, body, headers);
  };
}

/** What went wrong with a provider, for a person; what is none of its faults rises as it is. */
export function providerError(error: unknown): unknown {
  if (isForbidden(error)) return new DomainError("sso-address-refused", {}, { cause: error });
  const code = codeOf(error);
  if (code === "access_denied") return new DomainError("sso-denied", {}, { cause: error });
  if (code === undefined) return error;
  return new DomainError(codes[code] ?? "sso-unreachable", {}, { cause: error });
}

// Names of openid-client 6.8 and of RFC 6749.
const codes: Record<string, string> = {
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: "sso-token-refused",
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: "sso-token-expired",
  OAUTH_KEY_SELECTION_FAILED: "sso-token-refused",
  OAUTH_INVALID_RESPONSE: "sso-token-refused",
  OAUTH_UNSUPPORTED_OPERATION: "sso-token-refused",
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: "sso-issuer-differs",
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: "sso-client-refused",
  invalid_client: "sso-client-refused",
  unauthorized_client: "sso-client-refused",
  invalid_grant: "sso-expired",
  login_required: "sso-denied",
  consent_required: "sso-denied",
  interaction_required: "sso-denied",
};

function isForbidden(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ForbiddenAddress) return true;
  return false;
}

/** The provider's own word for it, or openid-client's; undefined for what neither of them said. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("error" in error && typeof error.error === "string") return error.error;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof ClientError ? "unknown" : undefined;
}
