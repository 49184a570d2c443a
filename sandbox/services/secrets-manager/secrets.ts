import type { World } from "../../world";

/** A secret with all its versions. Values are real: here they are pre-shared keys of VPN connections. */
export type Secret = {
  arn: string;
  name: string;
  description?: string;
  kmsKeyId?: string;
  /** The AWS service that made the secret and alone may change it, as `s2svpn`. */
  owner?: string;
  createdMs: number;
  changedMs: number;
  accessedMs?: number;
  /** Set while the secret waits for its end; it can be restored until then. */
  deletion?: { askedMs: number; endsMs: number };
  policy?: string;
  tags: Map<string, string>;
  versions: SecretVersion[];
};

export type SecretVersion = { id: string; createdMs: number; stages: string[]; value: SecretContent };

export type SecretContent = { text: string } | { bytes: Uint8Array };

/** Keeps a secret for an AWS service, which owns it from then on, and answers its ARN. The name must be free. */
export function storeSecret(world: World, secret: { name: string; value: string; owner: string }): string {
  if (findSecret(world, secret.name)) throw new Error(`There is a secret ${secret.name} already`);
  return addSecret(world, { ...secret, content: { text: secret.value } }).arn;
}

/** Gives a service's secret a new value; the one before stays as AWSPREVIOUS. */
export function updateSecret(world: World, arn: string, value: string): void {
  addVersion(world, requireOwned(world, arn), {
    id: newVersionId(world),
    value: { text: value },
    stages: ["AWSCURRENT"],
  });
}

/** Removes a service's secret at once, without a recovery window. */
export function removeSecret(world: World, arn: string): void {
  world.secrets.delete(requireOwned(world, arn).arn);
}

/** The current value of a secret by its ARN; undefined when there is none that could be read. */
export function readSecret(world: World, arn: string): string | undefined {
  const secret = findSecret(world, arn);
  if (!secret || secret.deletion) return undefined;
  const content = currentVersion(secret)?.value;
  return content && "text" in content ? content.text : undefined;
}

/** A secret by its name, its ARN, or its ARN without the six characters at the end. One past its recovery window is gone. */
export function findSecret(world: World, id: string): Secret | undefined {
  dropExpired(world);
  const byArn = world.secrets.get(id);
  if (byArn) return byArn;
  for (const secret of world.secrets.values())
    if (secret.name === id || secret.arn.slice(0, -randomTail) === id) return secret;
  return undefined;
}

/** ARNs end in a hyphen and six random characters, so that a name used again has another one. */
export function secretArn(world: World, name: string): string {
  const { account, region } = world.place;
  return `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${world.random.pick(letters, 6)}`;
}

/** A new secret; the caller has seen that the name is free. */
export function addSecret(
  world: World,
  given: { name: string; content?: SecretContent; owner?: string; versionId?: string },
): Secret {
  const { name, owner, content } = given;
  const arn = secretArn(world, name);
  const times = { createdMs: world.nowMs, changedMs: world.nowMs };
  const secret: Secret = { arn, name, owner, ...times, tags: ownerTags(owner), versions: [] };
  const id = given.versionId ?? newVersionId(world);
  if (content) addVersion(world, secret, { id, value: content, stages: ["AWSCURRENT"] });
  world.secrets.set(arn, secret);
  return secret;
}

/** A new version takes its stages from the others; what was AWSCURRENT becomes AWSPREVIOUS. */
export function addVersion(world: World, secret: Secret, given: Omit<SecretVersion, "createdMs">): SecretVersion {
  const version: SecretVersion = { ...given, stages: [], createdMs: world.nowMs };
  secret.versions.push(version);
  for (const stage of given.stages) moveStage(secret, stage, version.id);
  secret.changedMs = world.nowMs;
  return version;
}

export function currentVersion({ versions }: Secret): SecretVersion | undefined {
  return versions.find(({ stages }) => stages.includes("AWSCURRENT"));
}

/** A stage stands on one version at a time. */
export function moveStage(secret: Secret, stage: string, versionId: string | undefined): void {
  const from = secret.versions.find(({ stages }) => stages.includes(stage));
  const to = secret.versions.find(({ id }) => id === versionId);
  if (from === to) return;
  if (from) from.stages = from.stages.filter((name) => name !== stage);
  to?.stages.push(stage);
  if (stage === "AWSCURRENT" && from) moveStage(secret, "AWSPREVIOUS", from.id);
}

export function newVersionId(world: World): string {
  return [8, 4, 4, 4, 12].map((length) => world.random.pick("0123456789abcdef", length)).join("-");
}

/** Every secret there is, in the order they were made. */
export function liveSecrets(world: World): Secret[] {
  dropExpired(world);
  return [...world.secrets.values()];
}

function requireOwned(world: World, arn: string): Secret {
  const secret = findSecret(world, arn);
  if (!secret?.owner) throw new Error(`No service owns a secret ${arn}`);
  return secret;
}

function dropExpired(world: World): void {
  for (const { arn, deletion } of world.secrets.values())
    if (deletion && deletion.endsMs <= world.nowMs) world.secrets.delete(arn);
}

/** Services mark what they own (Secrets Manager user guide, "Secrets managed by other AWS services"). */
function ownerTags(owner: string | undefined): Map<string, string> {
  return new Map(owner === undefined ? [] : [["aws:secretsmanager:owningService", owner]]);
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const randomTail = "-xxxxxx".length;
