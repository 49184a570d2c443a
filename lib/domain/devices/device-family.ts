import type { Problem } from "../problem";
import type { DeviceModel, IkeVersion } from "./tunnel-model";

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
  /** Renders the file. Throws when `problems` holds an error: callers look there first. */
  file(model: DeviceModel, options: RenderOptions): DeviceFile;
  problems(model: DeviceModel, options: RenderOptions): Problem[];
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
