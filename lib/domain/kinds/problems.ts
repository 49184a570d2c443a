import { canonicalCidr, isCanonicalCidr, isCidr, parseCidr } from "../net/cidr";
import { type Phrase, phrase } from "../phrase";
import type { Problem } from "../problem";
import type { NetworkView } from "./kind";
import { overlapWithVpc, textOf } from "./neighbours";

type Path = (string | number)[];

/** A problem that blocks, at a field. */
export function errorAt(path: Path, text: Phrase, suggestion?: string): Problem {
  return { severity: "error", path, phrase: text, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** A problem that is shown and does not block, at a field. */
export function warningAt(path: Path, text: Phrase, suggestion?: string): Problem {
  return { severity: "warning", path, phrase: text, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** EC2 clears host bits without a word, and what was approved would differ from what is there; so they are refused. */
export function hostBitProblems(path: Path, cidr: string): Problem[] {
  if (!isCidr(cidr) || isCanonicalCidr(cidr)) return [];
  return [errorAt(path, phrase("problems.cidrHostBits", { cidr }), canonicalCidr(cidr))];
}

/** VPCs and subnets are /16 to /28 (CreateVpc, CreateSubnet; reference §1.2). */
export function blockSizeProblems(path: Path, cidr: string): Problem[] {
  const { prefixLength } = parseCidr(cidr);
  return prefixLength >= 16 && prefixLength <= 28 ? [] : [errorAt(path, phrase("problems.cidrSize", { cidr }))];
}

/** Judges an on-premises prefix against the VPC at this side of the VPN. */
export function onPremisesPrefixProblems(
  path: Path,
  prefix: string,
  view: NetworkView,
  vpcKey: string | undefined,
): Problem[] {
  const vpc = vpcKey === undefined ? undefined : view.get(vpcKey);
  const cidr = textOf(vpc, "cidr");
  // The block of a VPC that is being typed is judged at its own field.
  if (!vpc || cidr === undefined || !isCidr(cidr)) return [];
  const values = { prefix, vpc: vpc.name, cidr };
  switch (overlapWithVpc(prefix, cidr)) {
    case "inside":
      return [errorAt(path, phrase("problems.prefixInsideVpc", values))];
    case "around":
      return [warningAt(path, phrase("problems.prefixAroundVpc", values))];
    case null:
      return [];
  }
}
