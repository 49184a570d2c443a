import type { KindName } from "../kinds";
import { judgeSpec } from "../kinds/judge-spec";
import type { NetworkView } from "../kinds/kind";
import { numberOf } from "../kinds/neighbours";
import { onPremisesPrefixProblems } from "../kinds/problems";
import { canonicalCidr, isCanonicalCidr, isCidr } from "../net/cidr";
import { type Phrase, phrase } from "../phrase";
import type { Edit } from "../plan/step";
import type { Problem } from "../problem";
import type { Answers, StageAnswers } from "./answers";
import { draftEdits, type GuideDraft } from "./draft-edits";
import type { AskingStage } from "./stages";

type Path = (string | number)[];

/**
 * What is wrong with a stage's answers, beside the field each was typed in. The rules are the kinds' own: the stage's part
 * of the edits is judged as the plan will judge it.
 */
export function judgeStage(stage: AskingStage, answers: Answers, view: NetworkView): Problem[] {
  if (answers[stage] === undefined) return [errorAt([], "setup.problem.notAnswered")];
  const draft = draftEdits(answers, view);
  switch (stage) {
    case "needs":
      return answers.needs ? judgeNeeds(answers.needs, view) : [];
    case "network":
      return judgeNetwork(answers, draft);
    case "customer-gateway":
      return judgeUse(answers["customer-gateway"], draft, ["customer-gateway"]);
    case "vpn-gateway": {
      const asn = answers["vpn-gateway"]?.amazonSideAsn ?? "";
      const isNumber = asn === "" || /^\d+$/.test(asn);
      return [
        ...(isNumber ? [] : [errorAt(["amazonSideAsn"], "problems.amazonSideAsn")]),
        // The gateway of a layout is there already, under the name of its VPC.
        ...(draft.laidOut?.vpnGateway
          ? judgeEdits(draft, ["vpn-gateway"], (path) => path)
          : judgeUse(answers["vpn-gateway"], draft, ["vpn-gateway", "vpn-gateway-attachment"])),
        ...judgeAsns(draft, answers["vpn-gateway"]?.use === "existing" ? "key" : "amazonSideAsn"),
      ];
    }
    case "access":
      return judgeAccess(answers, draft);
    case "connection":
      return judgeEdits(draft, ["vpn-connection", "vpn-connection-route"], (path) =>
        path[0] === "name" || path[0] === "tunnels" ? path : [],
      );
    default: {
      const impossible: never = stage;
      throw new Error(`Unknown stage: ${impossible}`);
    }
  }
}

/** The connection would be refused for it (EC2: AsnConflict, reference §3.2), and here the other gateway can still be chosen. */
function judgeAsns({ view, customerGateway, vpnGateway }: GuideDraft, field: string): Problem[] {
  const [device, amazon] = [customerGateway, vpnGateway].map((key) => (key === undefined ? undefined : view.get(key)));
  const asn = numberOf(device, "bgpAsn");
  if (asn === undefined || asn !== numberOf(amazon, "amazonSideAsn")) return [];
  return [{ severity: "error", path: [field], phrase: phrase("problems.asnConflict", { asn: String(asn) }) }];
}

/** Stands for a resource that has no key yet. */
const UNNAMED = "customer-gateway/ ";

/** A gateway that exists already is no mistake here: the next stage offers it. */
function judgeNeeds(needs: StageAnswers["needs"], view: NetworkView): Problem[] {
  const { site, ipAddress, routing, prefixes } = needs;
  const bgpAsn = needs.bgpAsn === "" && routing === "static" ? undefined : numberOr(needs.bgpAsn);
  const put: Edit = {
    operation: "put",
    kind: "customer-gateway",
    key: UNNAMED,
    spec: { name: site, ipAddress, ...(bgpAsn === undefined ? {} : { bgpAsn }) },
  };
  const problems = judgeEdit(put, view).filter(({ phrase: text }) => text.key !== "problems.customerGatewayExists");
  return [
    ...problems.map((problem) => at(problem, problem.path?.[0] === "name" ? ["site"] : (problem.path ?? []))),
    ...(needs.deviceFamily === "" ? [errorAt(["deviceFamily"], "problems.choiceMissing")] : []),
    ...(routing === "static" && prefixes.length === 0 ? [errorAt(["prefixes"], "setup.problem.prefixMissing")] : []),
    ...judgePrefixes(prefixes),
  ];
}

/** All that are wrong, and one suggestion for the whole list, because it stands in one field. */
function judgePrefixes(prefixes: readonly string[]): Problem[] {
  const suggestion = prefixes.map((prefix) => (isCidr(prefix) ? canonicalCidr(prefix) : prefix)).join(", ");
  return prefixes.flatMap((prefix): Problem[] => {
    if (!isCidr(prefix)) return [prefixProblem(phrase("setup.problem.prefix", { prefix }))];
    if (isCanonicalCidr(prefix)) return [];
    return [{ ...prefixProblem(phrase("problems.cidrHostBits", { cidr: prefix })), suggestion }];
  });
}

function prefixProblem(text: Phrase): Problem {
  return { severity: "error", path: ["prefixes"], phrase: text };
}

function judgeNetwork({ network, needs }: Answers, draft: GuideDraft): Problem[] {
  const isNew = network?.use === "new";
  const overlap = (needs?.prefixes ?? []).flatMap((prefix) =>
    isCidr(prefix) ? onPremisesPrefixProblems([isNew ? "cidr" : "vpc"], prefix, draft.view, draft.vpc) : [],
  );
  if (!isNew) {
    const isThere = draft.vpc !== undefined && draft.view.get(draft.vpc) !== undefined;
    return isThere ? overlap : [errorAt(["vpc"], "problems.reference")];
  }
  const subnetFields: Record<string, string> = { cidr: "Cidr", zone: "zone" };
  return [
    ...judgeEdits(draft, ["vpc"], (path) => path),
    ...draft.problems.map((problem) => ({ ...problem, path: problem.severity === "error" ? ["cidr"] : ["layout"] })),
    ...judgeEdits(draft, ["subnet"], ([field], key) => {
      const name = subnetFields[String(field)] ?? "name";
      return name === "Cidr" ? [key === draft.laidOut?.subnets.public ? "publicCidr" : "privateCidr"] : [name];
    }),
    ...overlap,
  ];
}

/** An existing one has to be there; a new one is judged by its kinds. What cannot be beside what is there is about the choice. */
function judgeUse(
  answer: { use: "new" | "existing"; key: string } | undefined,
  draft: GuideDraft,
  kinds: readonly KindName[],
): Problem[] {
  const missing = answer?.use === "existing" && (answer.key === "" || draft.view.get(answer.key) === undefined);
  if (missing) return [errorAt(["key"], "problems.reference")];
  return judgeEdits(draft, kinds, ([field]) => (field === "name" || field === "amazonSideAsn" ? [field] : ["use"]));
}

const ACCESS_FIELDS: Partial<Record<KindName, Record<string, string>>> = {
  "security-group": { name: "groupName", description: "groupName" },
  instance: { name: "instanceName", subnet: "instanceSubnet", imageId: "imageId" },
  "route-propagation": { routeTable: "propagateInto", vpnGateway: "propagateInto" },
};

function judgeAccess({ access, needs }: Answers, draft: GuideDraft): Problem[] {
  if (!access) return [];
  const problems = (["security-group", "security-group-rule", "instance", "route-propagation"] as const).flatMap(
    (kind) => judgeEdits(draft, [kind], ([field]) => [ACCESS_FIELDS[kind]?.[String(field)] ?? "allow"]),
  );
  if (access.allow.length > 0 && access.group === "existing" && draft.view.get(access.groupKey) === undefined) {
    problems.push(errorAt(["groupKey"], "problems.reference"));
  }
  if (access.allow.length > 0 && needs?.prefixes.length === 0) {
    problems.push(errorAt(["allow"], "setup.problem.accessNeedsPrefixes"));
  }
  const isPropagated = draft.view.all("route-propagation").some(({ spec }) => spec.vpnGateway === draft.vpnGateway);
  if (!isPropagated) {
    problems.push({ severity: "warning", path: ["propagateInto"], phrase: phrase("setup.problem.noPropagation") });
  }
  return problems;
}

/** The edits of these kinds, judged; `place` says at which of the stage's fields a problem stands. */
function judgeEdits(
  draft: GuideDraft,
  kinds: readonly KindName[],
  place: (path: Path, key: string) => Path,
): Problem[] {
  const seen = new Set<string>();
  return draft.edits
    .filter((edit) => kinds.includes(edit.kind))
    .flatMap((edit) => judgeEdit(edit, draft.view).map((problem) => at(problem, place(problem.path ?? [], edit.key))))
    .filter((problem) => {
      // The same rule for three prefixes is one sentence.
      const text = JSON.stringify([problem.path, problem.phrase]);
      return !seen.has(text) && seen.add(text);
    });
}

function judgeEdit(edit: Edit, view: NetworkView): Problem[] {
  return edit.operation === "remove" ? [] : judgeSpec(edit.kind, edit.key, edit.spec, view);
}

function at(problem: Problem, path: Path): Problem {
  return { ...problem, path };
}

function errorAt(path: Path, key: string): Problem {
  return { severity: "error", path, phrase: phrase(key) };
}

function numberOr(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
