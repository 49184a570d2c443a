import { DomainError } from "../../errors";
import { isAcceptable, type Problem } from "../problem";
import { algorithmProblems } from "./choose-algorithms";
import type { DeviceFamily, RenderOptions } from "./device-family";
import { insideIpProblems, modelProblems, routingProblems } from "./model-problems";
import { nameText } from "./parts/safe-text";
import type { DeviceModel, InsideIpVersion } from "./tunnel-model";

interface FamilyDefinition extends Pick<DeviceFamily, "id" | "ikeVersions" | "routings" | "algorithms"> {
  /** Only IPv4 unless it says otherwise. */
  insideIpVersions?: readonly InsideIpVersion[];
  /** None until the family has its own. */
  checks?: DeviceFamily["checks"];
  /** What stands between the connection's id and the IKE version in the file's name; the family's id unless it is known otherwise. */
  fileKind?: string;
  /** "txt" unless the device or its owner goes by another one. */
  extension?: string;
  /** The lines of the file, the last one "" where it ends with a line break. Only called where no problem stands in the way. */
  lines(model: DeviceModel, options: RenderOptions): string[];
  /** What this family cannot do of the connection, with the nearest it can, beside what is judged by its declarations. */
  problems?(model: DeviceModel, options: RenderOptions): Problem[];
}

/** A family out of what is its own. What every one promises is kept here: no file while a problem is an error. */
export function defineFamily({ fileKind, extension = "txt", lines, ...family }: FamilyDefinition): DeviceFamily {
  const { id, routings, algorithms, insideIpVersions = ["ipv4"], checks = () => [] } = family;
  const problems = (model: DeviceModel, options: RenderOptions) => [
    ...routingProblems(model, routings),
    ...insideIpProblems(model, insideIpVersions),
    ...algorithmProblems(model, options.ikeVersion, algorithms()),
    ...(family.problems?.(model, options) ?? []),
    ...modelProblems(model, options),
  ];
  return {
    ...family,
    insideIpVersions,
    checks,
    label: `devices.family.${id}.label`,
    platforms: `devices.family.${id}.platforms`,
    problems,
    file: (model, options) => {
      if (!isAcceptable(problems(model, options)))
        throw new DomainError("device-unsupported", { address: model.connectionId });
      return {
        filename: `${nameText(model.connectionId)}-${fileKind ?? id}-${options.ikeVersion}.${extension}`,
        mediaType: "text/plain; charset=utf-8",
        text: lines(model, options).join("\n"),
      };
    },
  };
}
