import { createPublicKey, type KeyObject } from "node:crypto";

/** `ssh-rsa AAAA…` or `ssh-ed25519 AAAA…` (RFC 4253 §6.6, RFC 8709 §4). */
export function openSshPublicKey(key: KeyObject): string {
  const type = sshType(key);
  return `${type} ${publicBlob(key).toString("base64")}`;
}

/** Reads such a line; undefined when the text does not begin like one. Throws when what follows is no key. */
export function parseOpenSshPublicKey(text: string): KeyObject | undefined {
  const match = /^(ssh-rsa|ssh-ed25519)\s+([A-Za-z0-9+/=]+)(\s.*)?$/s.exec(text.trim());
  if (!match) return undefined;
  const [type, ...parts] = readStrings(Buffer.from(match[2] ?? "", "base64"));
  if (type?.toString() !== match[1]) throw new Error("The type in the key is another one");
  const [first, second] = parts;
  if (!first) throw new Error("The key is cut short");
  if (match[1] === "ssh-ed25519")
    return createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: first.toString("base64url") } });
  if (!second) throw new Error("The key has no modulus");
  const n = second[0] === 0 ? second.subarray(1) : second;
  return createPublicKey({
    format: "jwk",
    key: { kty: "RSA", e: first.toString("base64url"), n: n.toString("base64url") },
  });
}

/** An unencrypted private key as ssh-keygen writes it (OpenSSH, PROTOCOL.key); EC2 answers ED25519 keys so. */
export function openSshPrivateKey(key: KeyObject): string {
  const { d = "", x = "" } = key.export({ format: "jwk" });
  const seed = Buffer.from(String(d), "base64url");
  const open = Buffer.from(String(x), "base64url");
  const blob = publicBlob(createPublicKey(key));
  const check = Buffer.alloc(8);
  const secret = Buffer.concat([
    check,
    writeString("ssh-ed25519"),
    writeString(open),
    writeString(Buffer.concat([seed, open])),
    writeString(""),
  ]);
  const padding = Buffer.from(Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, index) => index + 1));
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    writeString("none"),
    writeString("none"),
    writeString(""),
    Buffer.from([0, 0, 0, 1]),
    writeString(blob),
    writeString(Buffer.concat([secret, padding])),
  ]);
  const lines = body.toString("base64").match(/.{1,70}/g) ?? [];
  return ["-----BEGIN OPENSSH PRIVATE KEY-----", ...lines, "-----END OPENSSH PRIVATE KEY-----", ""].join("\n");
}

function sshType(key: KeyObject): string {
  return key.asymmetricKeyType === "ed25519" ? "ssh-ed25519" : "ssh-rsa";
}

function publicBlob(key: KeyObject): Buffer {
  const { e, n, x } = key.export({ format: "jwk" });
  const read = (part: unknown) => Buffer.from(typeof part === "string" ? part : "", "base64url");
  if (key.asymmetricKeyType === "ed25519") return Buffer.concat([writeString("ssh-ed25519"), writeString(read(x))]);
  return Buffer.concat([writeString("ssh-rsa"), writeString(asPositive(read(e))), writeString(asPositive(read(n)))]);
}

/** A number whose first bit is set would read as negative. */
function asPositive(bytes: Buffer): Buffer {
  return (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function writeString(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function readStrings(bytes: Buffer): Buffer[] {
  const strings: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (at + 4 + length > bytes.length) throw new Error("The key is cut short");
    strings.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return strings;
}
