import { readIos } from "./ios/read-ios";
import { readJunos } from "./junos/read-junos";
import { readAwsXml } from "./read-aws-xml";
import type { ReadRemark, ReadTunnel } from "./read-tunnel";
import { type ReadableFormat, recognizeFormat } from "./recognize-format";
import { readIpsecConf } from "./strongswan/read-ipsec-conf";
import { readLibreswan } from "./strongswan/read-libreswan";
import { readSwanctl } from "./strongswan/read-swanctl";
import { textLines } from "./text-lines";

export interface ReadConfiguration {
  /** Null when the text is none of those that can be read. */
  format: ReadableFormat | null;
  tunnels: ReadTunnel[];
  remarks: ReadRemark[];
}

interface Hint {
  format?: ReadableFormat;
  /** AWS's outside addresses, for formats that do not say which side is which. */
  awsAddresses?: readonly string[];
}

/**
 * A device's own configuration, or AWS's document, as the tunnels it describes. Takes any text without throwing, in time that
 * grows with its length. Keys are in it as something to compare with only.
 */
export function readDeviceConfiguration(text: string, hint: Hint = {}): ReadConfiguration {
  const format = hint.format ?? recognizeFormat(textLines(text));
  if (format === null) return { format, tunnels: [], remarks: [] };
  return { format, ...readers[format](text, hint.awsAddresses ?? []) };
}

type Reader = (text: string, awsAddresses: readonly string[]) => { tunnels: ReadTunnel[]; remarks: ReadRemark[] };

const readers: Record<ReadableFormat, Reader> = {
  "cisco-ios": readIos,
  "juniper-junos": readJunos,
  swanctl: readSwanctl,
  "ipsec-conf": readIpsecConf,
  libreswan: readLibreswan,
  "aws-xml": readAwsXml,
};
