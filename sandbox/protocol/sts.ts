import { randomBytes } from "node:crypto";
import { ApiError, missingParameter } from "./errors";
import { escapeXml } from "./serialize-output";
import type { Caller, Credential } from "./sigv4";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** Where credentials made by AssumeRole are kept, so that later calls signed with them are known. */
export type IssueCredential = (accessKeyId: string, credential: Credential & { expiresAt: number }) => void;

/** Answers sts:GetCallerIdentity and sts:AssumeRole, in the query protocol with XML that STS speaks. */
export function answerSts(params: URLSearchParams, caller: Caller, requestId: string, issue: IssueCredential): string {
  const action = params.get("Action") ?? "";
  if (action === "GetCallerIdentity") return result(action, identity(caller.credential), requestId);
  if (action === "AssumeRole") return result(action, assumeRole(params, issue), requestId);
  throw new ApiError("InvalidAction", `Could not find operation ${action} for version 2011-06-15`);
}

/** A refusal in STS's envelope, which differs from EC2's. */
export function serializeStsError(error: ApiError, requestId: string): string {
  const type = error.status >= 500 ? "Receiver" : "Sender";
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function identity({ arn, userId, account }: Credential): string {
  return `<Arn>${escapeXml(arn)}</Arn><UserId>${escapeXml(userId)}</UserId><Account>${account}</Account>`;
}

function assumeRole(params: URLSearchParams, issue: IssueCredential): string {
  const roleArn = required(params, "RoleArn");
  const sessionName = required(params, "RoleSessionName");
  const seconds = Number(params.get("DurationSeconds") ?? 3600);
  const [, account, roleName] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]{1,64})$/.exec(roleArn) ?? [];
  if (!account || !roleName) throw new ApiError("ValidationError", `${roleArn} is invalid`);
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName))
    throw validation("roleSessionName", sessionName, "Member must satisfy regular expression pattern: [\\w+=,.@-]*");
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200)
    throw validation("durationSeconds", seconds, "Member must have value between 900 and 43200");

  const accessKeyId = `ASIA${letters(16)}`;
  const secretAccessKey = randomBytes(30).toString("base64");
  const token = randomBytes(120).toString("base64");
  const expiresAt = Date.now() + seconds * 1000;
  const roleId = `AROA${letters(17)}:${sessionName}`;
  const arn = `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`;
  issue(accessKeyId, { secretAccessKey, account, arn, userId: roleId, token, expiresAt });
  const expiration = new Date(expiresAt).toISOString();
  return (
    `<AssumedRoleUser><AssumedRoleId>${escapeXml(roleId)}</AssumedRoleId><Arn>${escapeXml(arn)}</Arn></AssumedRoleUser>` +
    `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>` +
    `<SessionToken>${token}</SessionToken><Expiration>${expiration}</Expiration></Credentials>`
  );
}

function result(action: string, inner: string, requestId: string): string {
  return `<${action}Response xmlns="${namespace}"><${action}Result>${inner}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
}

function required(params: URLSearchParams, name: string): string {
  const value = params.get(name);
  if (!value) throw missingParameter(name);
  return value;
}

function validation(field: string, value: string | number, constraint: string): ApiError {
  return new ApiError(
    "ValidationError",
    `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: ${constraint}`,
  );
}

function letters(count: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return [...randomBytes(count)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
