/** What a list says: who is revoked, and until when it holds. */
export type RevocationListContent = { serials: string[]; nextUpdateMs: number | undefined };

/** Reads a PEM file with a certificate revocation list (RFC 5280, §5.1). Undefined when it is none. */
export function readRevocationList(pem: string): RevocationListContent | undefined {
  const [, body] = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/.exec(pem) ?? [];
  if (body === undefined) return undefined;
  const [list] = readElements(Buffer.from(body, "base64")) ?? [];
  const [signed, algorithm, signature] = childrenOf(list);
  if (!signed || algorithm?.tag !== tags.sequence || signature?.tag !== tags.bitString) return undefined;
  return readSigned(childrenOf(signed));
}

/** An ASN.1 element in DER. */
type Element = { tag: number; content: Buffer };

const tags = { integer: 0x02, bitString: 0x03, sequence: 0x30, utcTime: 0x17, generalizedTime: 0x18 };

/** Version (maybe), algorithm, issuer, this update, next update (maybe), revoked certificates (maybe), extensions (maybe). */
function readSigned(parts: Element[]): RevocationListContent | undefined {
  const rest = parts[0]?.tag === tags.integer ? parts.slice(1) : parts;
  const [algorithm, issuer, thisUpdate, ...others] = rest;
  if (algorithm?.tag !== tags.sequence || issuer?.tag !== tags.sequence) return undefined;
  if (!thisUpdate || readTime(thisUpdate) === undefined) return undefined;
  const nextUpdateMs = others[0] && readTime(others[0]);
  const revoked = others.find(({ tag }) => tag === tags.sequence);
  const serials = childrenOf(revoked).flatMap((entry) => {
    const [serial] = childrenOf(entry);
    return serial?.tag === tags.integer ? [serial.content.toString("hex").replace(/^0+/, "")] : [];
  });
  return { serials, nextUpdateMs };
}

function childrenOf(element: Element | undefined): Element[] {
  return element?.tag === tags.sequence ? (readElements(element.content) ?? []) : [];
}

/** The elements that fill a buffer; undefined when they do not. */
function readElements(bytes: Buffer): Element[] | undefined {
  const elements: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at];
    const first = bytes[at + 1];
    if (tag === undefined || first === undefined) return undefined;
    const lengthBytes = first < 0x80 ? 0 : first - 0x80;
    if (lengthBytes > 4 || at + 2 + lengthBytes > bytes.length) return undefined;
    const length = lengthBytes === 0 ? first & 0x7f : bytes.readUIntBE(at + 2, lengthBytes);
    const start = at + 2 + lengthBytes;
    if (start + length > bytes.length) return undefined;
    elements.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

/** `YYMMDDHHMMSSZ`, in which years from 50 are of the last century, or `YYYYMMDDHHMMSSZ` (RFC 5280, §4.1.2.5). */
function readTime({ tag, content }: Element): number | undefined {
  if (tag !== tags.utcTime && tag !== tags.generalizedTime) return undefined;
  const text = content.toString("latin1");
  const full = tag === tags.utcTime ? (Number(text.slice(0, 2)) < 50 ? "20" : "19") + text : text;
  const [, ...digits] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? [];
  const [year, month, day, hour, minute, second] = digits;
  if (second === undefined) return undefined;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
