import { ApiError } from "../protocol/errors";
import type { Refusal } from "../protocol/sigv4";

const mismatch =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const incomplete =
  "The request signature does not conform to AWS standards. It must hold a Credential, SignedHeaders, a Signature and a date.";
const invalidToken = "The security token included in the request is invalid.";
const expiredToken = "The security token included in the request is expired";
const ec2Failure = "AWS was not able to validate the provided access credentials";

/** EC2's codes (EC2 API error codes, "Common client errors"). */
export function refuseInEc2({ reason, detail }: Refusal): ApiError {
  const refusals = {
    missing: new ApiError("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
    incomplete: new ApiError("IncompleteSignature", incomplete, 403),
    "unknown-key": new ApiError("AuthFailure", ec2Failure, 401),
    "wrong-token": new ApiError("AuthFailure", ec2Failure, 401),
    "expired-token": new ApiError("RequestExpired", "Request has expired."),
    skewed: new ApiError("RequestExpired", "Request has expired."),
    mismatch: new ApiError("SignatureDoesNotMatch", mismatch, 403),
    "wrong-service": new ApiError("SignatureDoesNotMatch", detail, 403),
  } satisfies Record<Refusal["reason"], ApiError>;
  return refusals[reason];
}

/** The codes of services that speak the query protocol (STS API reference, "Common Error Types"). */
export function refuseInQuery({ reason, detail }: Refusal): ApiError {
  const refusals = {
    missing: new ApiError("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
    incomplete: new ApiError("IncompleteSignature", incomplete, 403),
    "unknown-key": new ApiError("InvalidClientTokenId", invalidToken, 403),
    "wrong-token": new ApiError("InvalidClientTokenId", invalidToken, 403),
    "expired-token": new ApiError("ExpiredToken", expiredToken, 403),
    skewed: new ApiError("SignatureDoesNotMatch", detail, 403),
    mismatch: new ApiError("SignatureDoesNotMatch", mismatch, 403),
    "wrong-service": new ApiError("SignatureDoesNotMatch", detail, 403),
  } satisfies Record<Refusal["reason"], ApiError>;
  return refusals[reason];
}

/** The codes of services that speak JSON or CBOR (CloudWatch Logs API reference, "Common Errors"). */
export function refuseInExceptions({ reason, detail }: Refusal): ApiError {
  const refusals = {
    missing: new ApiError("MissingAuthenticationTokenException", "Missing Authentication Token"),
    incomplete: new ApiError("IncompleteSignatureException", incomplete),
    "unknown-key": new ApiError("UnrecognizedClientException", invalidToken),
    "wrong-token": new ApiError("UnrecognizedClientException", invalidToken),
    "expired-token": new ApiError("ExpiredTokenException", expiredToken),
    skewed: new ApiError("InvalidSignatureException", detail),
    mismatch: new ApiError("InvalidSignatureException", mismatch),
    "wrong-service": new ApiError("InvalidSignatureException", detail),
  } satisfies Record<Refusal["reason"], ApiError>;
  return refusals[reason];
}
