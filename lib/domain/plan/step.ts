import type { Ec2Call } from "../ec2-calls";
import type { KindName } from "../kinds";
import type { FieldChange, Timing } from "../kinds/kind";
import type { Phrase } from "../phrase";
import type { Problem } from "../problem";
import type { ExpectedRoutes } from "./routes-back";

/** 0 nothing · 1 no effect on traffic · 2 one path, another carries it · 3 the last tunnel up, or both · 4 destroys. */
export type Impact = 0 | 1 | 2 | 3 | 4;

interface StepBase {
  /** Stable inside its plan: "<key>#create", "<key>#update:2", "<key>#wait:203.0.113.7". */
  id: string;
  kind: KindName;
  key: string;
  /** Ids of the steps that must be done before this one starts. */
  after: string[];
  impact: Impact;
  phrase: Phrase;
  /** Why it stands here, or why its impact is what it is. */
  reason?: Phrase;
}

/** One EC2 call, with the wait until its resource has settled. */
export interface CallStep extends StepBase {
  type: "call";
  operation: "create" | "update" | "remove";
  /** What becomes of the object: made, changed in place, or taken away (by itself or to be made anew). */
  effect: "create" | "in-place" | "replace" | "remove";
  call: Ec2Call;
  /** EC2's id of the object, known for update and remove. */
  awsId?: string;
  /** Outside address of the only tunnel it touches. */
  tunnel?: string;
  timing: Timing;
}

/** Holds the run until an observed condition is true. */
export interface WaitStep extends StepBase {
  type: "wait";
  until: { what: "tunnel-up"; connectionKey: string; outsideIpAddress: string } & ExpectedRoutes;
  timing: Timing;
}

/** Holds the run until a person says that something outside AWS was done. */
export interface ConfirmStep extends StepBase {
  type: "confirm";
  subject: { what: "device-configured"; connectionKey: string; outsideIpAddress: string };
}

export type Step = CallStep | WaitStep | ConfirmStep;

/** What a change wants of one resource. */
export type Edit =
  | { operation: "put"; kind: KindName; key: string; spec: Record<string, unknown>; replaces?: Replaced }
  | { operation: "remove"; kind: KindName; key: string };

/**
 * An object that is to be taken away and made anew, though it could be changed in place. Once that object is gone there is nothing
 * to take away, so a change that stopped halfway never replaces twice; what it bore is then known from here only.
 */
export interface Replaced {
  awsId: string;
  tags?: { key: string; value: string }[];
}

/** Fields of one object that a plan changes; with `operation` create every field is an addition. */
export interface ResourceDiff {
  kind: KindName;
  key: string;
  name: string;
  operation: "create" | "update" | "replace" | "remove";
  changes: FieldChange[];
}

/** A problem of a plan, with the key of the resource it is about. */
export interface PlanProblem extends Problem {
  key: string;
}

/** Immutable once made. `steps` are ordered so that each stands after what it waits for. */
export interface Plan {
  steps: Step[];
  diffs: ResourceDiff[];
  problems: PlanProblem[];
  impact: Impact;
  /** Keys of the resources whose observed state the plan relies on. */
  relies: string[];
}
