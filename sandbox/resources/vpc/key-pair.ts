import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type {
  CreateKeyPairRequest,
  DeleteKeyPairRequest,
  DeleteKeyPairResult,
  DescribeKeyPairsRequest,
  DescribeKeyPairsResult,
  ImportKeyPairRequest,
  ImportKeyPairResult,
  KeyPair as KeyPairView,
} from "@aws-sdk/client-ec2";
import { applyFilters } from "../../describe";
import type { Operation } from "../../operation";
import { ApiError, invalidValue, missingParameter, need } from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import { openSshPrivateKey, openSshPublicKey, parseOpenSshPublicKey } from "./ssh-key";

/** The public half of a key. The private one is answered once, when it is made, and kept nowhere. */
export type KeyPair = {
  id: string;
  name: string;
  type: "rsa" | "ed25519";
  fingerprint: string;
  /** `ssh-rsa AAAA…` */
  publicKey: string;
  createdMs: number;
  tags: Tags;
};

const nameMax = 255;

/** The one place where the seed does not decide: keys are real ones. */
export const CreateKeyPair: Operation<CreateKeyPairRequest, KeyPairView> = (input, world) => {
  const name = readName(need(input.KeyName, "KeyName"), world);
  const tags = tagsFor("keyPair", input.TagSpecifications);
  const type = input.KeyType ?? "rsa";
  if (type !== "rsa" && type !== "ed25519") throw invalidValue("KeyType", type);
  if (input.KeyFormat !== undefined && input.KeyFormat !== "pem")
    throw new ApiError("UnsupportedOperation", "Keys are answered in the format pem only.");
  const { privateKey, publicKey } =
    type === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ed25519");
  const row = addKeyPair(world, {
    name,
    type,
    publicKey,
    fingerprint: createdFingerprint(type, privateKey, publicKey),
    tags,
  });
  const KeyMaterial =
    type === "rsa" ? privateKey.export({ type: "pkcs1", format: "pem" }).toString() : openSshPrivateKey(privateKey);
  return { KeyPairId: row.id, KeyName: name, KeyFingerprint: row.fingerprint, KeyMaterial, Tags: tagSet(row.tags) };
};

export const ImportKeyPair: Operation<ImportKeyPairRequest, ImportKeyPairResult> = (input, world) => {
  const name = readName(need(input.KeyName, "KeyName"), world);
  const tags = tagsFor("keyPair", input.TagSpecifications);
  const publicKey = readPublicKey(Buffer.from(need(input.PublicKeyMaterial, "PublicKeyMaterial")).toString());
  const type = publicKey.asymmetricKeyType;
  if (type !== "rsa" && type !== "ed25519") throw invalidKeyFormat();
  const fingerprint = type === "rsa" ? digest("md5", derOf(publicKey)) : sshFingerprint(publicKey);
  const row = addKeyPair(world, { name, type, publicKey, fingerprint, tags });
  return { KeyPairId: row.id, KeyName: name, KeyFingerprint: row.fingerprint, Tags: tagSet(row.tags) };
};

export const DescribeKeyPairs: Operation<DescribeKeyPairsRequest, DescribeKeyPairsResult> = (input, world) => {
  const named = [
    ...(input.KeyPairIds ?? []).map((id) => world.keyPairs.require(id)),
    ...(input.KeyNames ?? []).map((name) => requireKeyPair(name, world)),
  ];
  const asked = named.length ? [...new Set(named)] : world.keyPairs.all();
  const found = applyFilters(asked, input.Filters, {
    "create-time": (row) => new Date(row.createdMs).toISOString(),
    fingerprint: (row) => row.fingerprint,
    "key-name": (row) => row.name,
    "key-pair-id": (row) => row.id,
    "key-type": (row) => row.type,
  });
  return {
    KeyPairs: found.map((row) => ({
      KeyPairId: row.id,
      KeyName: row.name,
      KeyType: row.type,
      KeyFingerprint: row.fingerprint,
      PublicKey: input.IncludePublicKey ? row.publicKey : undefined,
      CreateTime: new Date(row.createdMs),
      Tags: tagSet(row.tags),
    })),
  };
};

/** A name that is not there is deleted already. */
export const DeleteKeyPair: Operation<DeleteKeyPairRequest, DeleteKeyPairResult> = (input, world) => {
  if (input.KeyName === undefined && input.KeyPairId === undefined) throw missingParameter("KeyName");
  const row =
    input.KeyPairId === undefined
      ? world.keyPairs.find((other) => other.name === input.KeyName)
      : world.keyPairs.require(input.KeyPairId);
  if (row) world.keyPairs.delete(row.id);
  return { Return: true, KeyPairId: row?.id };
};

export function requireKeyPair(name: string, world: World): KeyPair {
  const row = world.keyPairs.find((other) => other.name === name);
  if (row) return row;
  throw new ApiError("InvalidKeyPair.NotFound", `The key pair '${name}' does not exist`);
}

function addKeyPair(
  world: World,
  key: Pick<KeyPair, "name" | "type" | "fingerprint" | "tags"> & { publicKey: KeyObject },
): KeyPair {
  const publicKey = openSshPublicKey(key.publicKey);
  return world.keyPairs.add<KeyPair>({ ...key, id: world.newId("keyPair"), publicKey, createdMs: world.nowMs });
}

function readName(name: string, world: World): string {
  if (name.length === 0 || name.length > nameMax || !/^[\x20-\x7e]+$/.test(name))
    throw invalidValue("keyName", name, `Must be 1 to ${nameMax} ASCII characters.`);
  if (world.keyPairs.find((row) => row.name === name))
    throw new ApiError("InvalidKeyPair.Duplicate", `The keypair already exists`);
  return name;
}

/** Made by EC2: SHA-1 of the private key for RSA; imported: MD5 of the public key (EC2 User Guide, "Verify the fingerprint"). */
function createdFingerprint(type: KeyPair["type"], privateKey: KeyObject, publicKey: KeyObject): string {
  if (type === "ed25519") return sshFingerprint(publicKey);
  return digest("sha1", privateKey.export({ type: "pkcs8", format: "der" }));
}

/** The SHA-256 that ssh-keygen prints, without its prefix and with padding. */
function sshFingerprint(publicKey: KeyObject): string {
  const [, blob = ""] = openSshPublicKey(publicKey).split(" ");
  return createHash("sha256").update(Buffer.from(blob, "base64")).digest("base64");
}

function digest(algorithm: string, bytes: Uint8Array): string {
  return (createHash(algorithm).update(bytes).digest("hex").match(/../g) ?? []).join(":");
}

function derOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

/** An OpenSSH line, or a PEM or base64 DER block; all three are taken. */
function readPublicKey(text: string): KeyObject {
  try {
    const line = parseOpenSshPublicKey(text);
    if (line) return line;
    if (text.includes("-----BEGIN")) return createPublicKey(text);
    return createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
  } catch (cause) {
    throw Object.assign(invalidKeyFormat(), { cause });
  }
}

function invalidKeyFormat(): ApiError {
  return new ApiError("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
}
