import type { ConfiguredTunnel } from "./customer-gateway-xml";

/**
 * A text that somebody else wrote, with a marked place where each tunnel's key stood, as our own files have it. Null where it cannot be
 * told that no key is left: one is not known, or not found as it is.
 */
export function hideKeys(
  text: string,
  tunnels: readonly Pick<ConfiguredTunnel, "outsideIpAddress" | "presharedKey">[],
): string | null {
  let hidden = text;
  // One key may be the beginning of another.
  for (const { outsideIpAddress, presharedKey } of tunnels.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    if (!presharedKey || !text.includes(presharedKey)) return null;
    hidden = hidden.replaceAll(presharedKey, `<pre-shared key of tunnel ${outsideIpAddress}>`);
  }
  return tunnels.length > 0 ? hidden : null;
}

function lengthOf({ presharedKey }: Pick<ConfiguredTunnel, "presharedKey">): number {
  return presharedKey?.length ?? 0;
}
