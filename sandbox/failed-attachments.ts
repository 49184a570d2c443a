import type { Timer, TransitionName, World } from "./world";

/** What an attachment becomes in the place of what it was going to be. */
const failures: Partial<Record<TransitionName, TransitionName>> = {
  "vpn-gateway-attached": "vpn-gateway-detached",
  "transit-gateway-attachment-available": "transit-gateway-attachment-failed",
};

/** Lets the attachments that a call has just begun come to nothing: a VPN gateway falls back to `detached`, a transit gateway's is `failed`. */
export function failAttachments(world: World, timersBefore: ReadonlySet<Timer>): void {
  for (const timer of world.timers) if (!timersBefore.has(timer)) timer.name = failures[timer.name] ?? timer.name;
}
