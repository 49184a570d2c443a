import "server-only";
import type { DeviceFamily, DeviceFile, RenderOptions } from "@/lib/domain/devices/device-family";
import type { DeviceModel } from "@/lib/domain/devices/tunnel-model";
import { isAcceptable } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";

/** A family's file of a connection. Throws `configuration-impossible` where something blocks it, which pages say beforehand. */
export function renderFile(family: DeviceFamily | undefined, model: DeviceModel, options: RenderOptions): DeviceFile {
  const isPossible = family?.ikeVersions.includes(options.ikeVersion) && isAcceptable(family.problems(model, options));
  if (!family || !isPossible) throw new DomainError("configuration-impossible", { name: model.name });
  return family.file(model, options);
}
