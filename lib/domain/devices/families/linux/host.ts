import type { RenderOptions } from "../../device-family";
import { awsSide } from "../../parts/aws-side";
import { commentHeader } from "../../parts/comment-header";
import { keyText, nameText } from "../../parts/safe-text";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";

/** What the files of all IPsec daemons on Linux share: the heading, the tunnels' names and numbers, and lines of other files. */
export function linuxHeader(model: DeviceModel, notes: string[]): string[] {
  return [...commentHeader(model, "#"), ...notes.map((note) => `# ${note}`.trimEnd()), "#", ...awsSide(model, "#")];
}

export const KEEP_BOTH_TUNNELS = [
  "The connection has two tunnels. Keep both: AWS takes one at a time out of",
  "service for maintenance, and a single tunnel has no spare.",
];

/** Mark, key and interface id of a tunnel, and the metric of its route: one number that must be free on the host. */
export function tunnelNumber(index: number): number {
  return 100 * (index + 1);
}

export function tunnelInterface(index: number): string {
  return `aws${index + 1}`;
}

/** What the daemon calls the tunnel's connection. */
export function connectionName(model: DeviceModel, index: number): string {
  return `${nameText(model.connectionId)}-${index + 1}`;
}

/** Lines of another file, carried in comments: `sed -n 's/^#tag| //p'` takes them out again. */
export function tagged(tag: string, lines: string[]): string[] {
  return lines.map((line) => `#${tag}| ${line}`);
}

/** One line of ipsec.secrets; a missing key leaves a comment, because a placeholder would be taken for the key. */
export function pskSecret(selectors: string, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options);
  if (key !== null) return [`${selectors} : PSK "${key}"`];
  return [
    `# Enter the pre-shared key of tunnel ${index + 1} and remove the sign in front of the next line.`,
    `#${selectors} : PSK ""`,
  ];
}
