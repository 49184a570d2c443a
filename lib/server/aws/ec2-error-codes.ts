import "server-only";

/**
 * What a failed call means for what is done next; the page's words for each stand under environments.failure.
 * gone: what it is about does not exist · not-yet-visible: what it builds on is not there (yet) · dependency: something still
 * uses it · busy: the object is being changed · duplicate: it exists already · limit: a quota is used up · account: the
 * credentials belong to another account than the environment.
 */
export type Ec2ErrorCategory =
  | "gone"
  | "not-yet-visible"
  | "dependency"
  | "busy"
  | "duplicate"
  | "limit"
  | "throttled"
  | "denied"
  | "credentials"
  | "account"
  | "unsupported"
  | "invalid"
  | "server"
  | "unreachable";

/** Codes of our own for answers that carry none of EC2's. */
export const UNREADABLE_ANSWER = "UnreadableAnswer";
export const UNREACHABLE = "Unreachable";
export const TIMED_OUT = "TimedOut";
export const CANCELLED = "Cancelled";
/** Ours too: AWS accepts the credentials, and they are those of another account. */
export const WRONG_ACCOUNT = "WrongAccount";

/** A missing object seen from one of these is one that is gone; from any other action it is one not visible yet. */
const ENDING_ACTIONS = /^(Describe|Get|Search|Delete|Detach|Disassociate|Disable|Revoke|Terminate)/;

/** Category of EC2's error code, given the action that met it; undefined for a code that nobody has described. */
export function categoryOfCode(action: string, code: string): Ec2ErrorCategory | undefined {
  const category = CATEGORIES[code] ?? PATTERNS.find(([pattern]) => pattern.test(code))?.[1];
  // A new id can be unknown to the next call for seconds to minutes (reference §3.4).
  return category === "gone" && !ENDING_ACTIONS.test(action) ? "not-yet-visible" : category;
}

// Sources: reference §3.2 (codes per violation, of which ERR is EC2's own list of error codes) unless said otherwise.
const CATEGORIES: Record<string, Ec2ErrorCategory> = {
  // What is named does not exist. The .NotFound codes are covered by a pattern.
  InvalidVpnConnectionID: "gone",

  // Something still uses it, or it still uses something: deleted connections hold their gateways for a while.
  DependencyViolation: "dependency",
  IncorrectState: "dependency",
  "InvalidGroup.InUse": "dependency",
  VpnGatewayAttachmentLimitExceeded: "dependency",

  // It is on its way from one state to another.
  "InvalidVpnConnection.InvalidState": "busy",
  InvalidCustomerGatewayState: "busy",
  InvalidVpnGatewayState: "busy",
  IncorrectInstanceState: "busy",
  ConcurrentMutationLimitExceeded: "busy",
  ConcurrentTagAccess: "busy",

  RouteAlreadyExists: "duplicate",
  "InvalidGroup.Duplicate": "duplicate",
  "InvalidPermission.Duplicate": "duplicate",
  "InvalidCustomerGateway.DuplicateIpAddress": "duplicate",
  "Resource.AlreadyAssociated": "duplicate",
  NetworkAclEntryAlreadyExists: "duplicate",
  DuplicateTransitGatewayAttachment: "duplicate",

  // reference §3.3; the SDK's own list of throttling codes names the others (@smithy/core retry constants).
  RequestLimitExceeded: "throttled",
  Throttling: "throttled",
  ThrottlingException: "throttled",
  ThrottledException: "throttled",
  RequestThrottled: "throttled",
  RequestThrottledException: "throttled",
  TooManyRequestsException: "throttled",
  SlowDown: "throttled",
  BandwidthLimitExceeded: "throttled",
  PriorRequestNotComplete: "throttled",
  EC2ThrottledException: "throttled",

  UnauthorizedOperation: "denied",
  // STS and IAM's word for the same (STS API reference, common errors).
  AccessDenied: "denied",
  AccessDeniedException: "denied",
  OptInRequired: "denied",

  AuthFailure: "credentials",
  SignatureDoesNotMatch: "credentials",
  RequestExpired: "credentials",
  // STS API reference, common errors.
  InvalidClientTokenId: "credentials",
  ExpiredToken: "credentials",
  ExpiredTokenException: "credentials",
  IncompleteSignature: "credentials",
  MissingAuthenticationToken: "credentials",
  UnrecognizedClientException: "credentials",
  InvalidAccessKeyId: "credentials",
  // The SDK's own: nothing to sign with was found, or the profile or role did not give anything.
  CredentialsProviderError: "credentials",
  TokenProviderError: "credentials",

  [WRONG_ACCOUNT]: "account",

  UnsupportedOperation: "unsupported",
  UnsupportedOperationException: "unsupported",
  InvalidAction: "unsupported",

  AsnConflict: "invalid",
  InvalidVpcState: "invalid",
  "InvalidVpnConnection.InvalidType": "invalid",
  CannotDelete: "invalid",
  DryRunOperation: "invalid",

  InternalError: "server",
  InternalFailure: "server",
  ServiceUnavailable: "server",
  Unavailable: "server",
  InsufficientInstanceCapacity: "server",
  [UNREADABLE_ANSWER]: "server",

  [UNREACHABLE]: "unreachable",
  [TIMED_OUT]: "unreachable",
  [CANCELLED]: "unreachable",
};

// Families of codes (ERR names them one by one). The first that fits decides.
const PATTERNS: [RegExp, Ec2ErrorCategory][] = [
  [/\.NotFound$|\.NotAttached$/, "gone"],
  [/LimitExceeded$/, "limit"],
  [/\.InUse$/, "duplicate"],
  [/\.Conflict$|\.Duplicate$|AlreadyExists$/, "duplicate"],
  [/\.Malformed$|\.Range$|^Invalid|^Missing|^Unknown/, "invalid"],
];
