/** A certificate revocation list as a certificate authority would write it; nobody has signed it. */
export function writeRevocationList({ nextUpdate, serials }: { nextUpdate: Date; serials: string[] }): string {
  const algorithm = der(0x30, der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05));
  const revoked = serials.map((serial) =>
    der(0x30, der(0x02, Buffer.from(serial, "hex")), utcTime(new Date("2026-01-01T00:00:00Z"))),
  );
  const signed = der(
    0x30,
    der(0x02, Buffer.from([1])),
    algorithm,
    der(0x30),
    utcTime(new Date("2026-01-01T00:00:00Z")),
    utcTime(nextUpdate),
    ...(revoked.length ? [der(0x30, ...revoked)] : []),
  );
  const list = der(0x30, signed, algorithm, der(0x03, Buffer.alloc(257)));
  const lines = list.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN X509 CRL-----", ...lines, "-----END X509 CRL-----", ""].join("\n");
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length);
  return Buffer.concat([Buffer.from([tag, 0x82]), length, content]);
}

function utcTime(time: Date): Buffer {
  return der(0x17, Buffer.from(`${time.toISOString().replace(/\D/g, "").slice(2, 14)}Z`));
}
