import type { ParameterGroup, ParameterName } from "./parameters";

/** A parameter that differs at one end; `end` is "both" where both have the same value and change alike. */
export interface ParameterChange {
  /** AWS's outside address; null for what both tunnels share. */
  tunnel: string | null;
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
  return after.flatMap(({ tunnel, parameters }, index) => {
    const former = new Map(before[index]?.parameters.map((parameter) => [parameter.name, parameter]));
    const names = new Set([...former.keys(), ...parameters.map(({ name }) => name)]);
    const now = new Map(parameters.map((parameter) => [parameter.name, parameter]));
    return [...names].flatMap((name) => {
      const [was, is] = [former.get(name) ?? NONE, now.get(name) ?? NONE];
      const change = (end: ParameterChange["end"], from: string, to: string): ParameterChange[] =>
        from === to ? [] : [{ tunnel, name, end, before: from, after: to }];
      const isShared = was.aws === was.device && is.aws === is.device;
      return isShared
        ? change("both", was.aws, is.aws)
        : [...change("aws", was.aws, is.aws), ...change("device", was.device, is.device)];
    });
  });
}

const NONE = { aws: "", device: "" };
