import type { Phrase } from "../phrase";
import type { Problem } from "../problem";
import type { PlatformSupport } from "./choose-algorithms";
import type { DeviceModel, IkeVersion, InsideIpVersion } from "./tunnel-model";

/** A group of devices that read the same configuration language. */
export interface DeviceFamily {
  /** Stands in URLs. */
  id: string;
  /** Message keys: the family's name, and the platforms and releases it was written for. */
  label: string;
  platforms: string;
  ikeVersions: readonly IkeVersion[];
  /** What the family can route a connection with; the rest is a problem (`routingProblems`). */
  routings: readonly DeviceModel["routing"][];
  /** What its tunnels can carry; the rest is a problem (`insideIpProblems`). */
  insideIpVersions: readonly InsideIpVersion[];
  /** What it can negotiate in each phase. */
  algorithms(): PlatformSupport;
  /** Renders the file. Throws when `problems` holds an error: callers look there first. */
  file(model: DeviceModel, options: RenderOptions): DeviceFile;
  problems(model: DeviceModel, options: RenderOptions): Problem[];
  /** What the device's admin looks at once the file is in place, in the order in which things come up. */
  checks(model: DeviceModel, options: RenderOptions): DeviceCheck[];
}

/** A command on the device, and what it says when all is well. Both are the device's own words, so in English. */
export interface DeviceCheck {
  /** Whether the IKE SA is up, the IPsec SA is up, BGP is established, traffic passes. */
  shows: "ike" | "ipsec" | "interface" | "bgp" | "routes" | "ping";
  command: string;
  /** Lines of a good answer, with this connection's addresses; only what to look for, never whole screens. */
  goodAnswer: string;
  /** What it means when the answer is another one, where there is more to say than that it is not up. */
  otherwise?: Phrase;
}

export interface RenderOptions {
  ikeVersion: IkeVersion;
  /** False leaves a marked place where each key belongs. */
  includeKeys: boolean;
}

/** `text` may hold keys: it goes to the person who asked, with no-store, and nowhere else. */
export interface DeviceFile {
  filename: string;
  mediaType: string;
  text: string;
}
