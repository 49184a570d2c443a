import type { Parameter, ParameterGroup, ParameterName } from "./parameters";

/** A parameter that differs at one end; `end` is "both" where both have the same value and change alike. */
export interface ParameterChange {
  /** Outside addresses of the tunnels where it differs in this way; empty for what both tunnels share. */
  tunnels: string[];
  name: ParameterName;
  end: "aws" | "device" | "both";
  /** "" where it had, or has, none. */
  before: string;
  after: string;
}

/**
 * What differs between the parameters of one connection at two times. Tunnels are compared by their place, in order of their
 * addresses, so that a connection that was made anew differs in its addresses and not in everything.
 */
export function compareParameters(
  before: readonly ParameterGroup[],
  after: readonly ParameterGroup[],
): ParameterChange[] {
  const changes = new Map<string, ParameterChange>();
  for (const [index, { tunnel, parameters }] of after.entries()) {
    for (const change of compareGroups(before[index]?.parameters ?? [], parameters)) {
      const same = JSON.stringify([tunnel === null, change]);
      const { tunnels } = changes.get(same) ?? { tunnels: [] };
      changes.set(same, { ...change, tunnels: tunnel === null ? [] : [...tunnels, tunnel] });
    }
  }
  return [...changes.values()];
}

type Change = Omit<ParameterChange, "tunnels">;

function compareGroups(before: readonly Parameter[], after: readonly Parameter[]): Change[] {
  const former = new Map(before.map((parameter) => [parameter.name, parameter]));
  const present = new Map(after.map((parameter) => [parameter.name, parameter]));
  return [...new Set([...former.keys(), ...present.keys()])].flatMap((name) => {
    const [was, is] = [former.get(name) ?? NONE, present.get(name) ?? NONE];
    const change = (end: Change["end"], from: string, to: string): Change[] =>
      from === to ? [] : [{ name, end, before: from, after: to }];
    const isShared = was.aws === was.device && is.aws === is.device;
    return isShared
      ? change("both", was.aws, is.aws)
      : [...change("aws", was.aws, is.aws), ...change("device", was.device, is.device)];
  });
}

const NONE = { aws: "", device: "" };
