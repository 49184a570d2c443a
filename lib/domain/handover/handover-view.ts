import { findDeviceFamily } from "../devices";
import type { DeviceCheck } from "../devices/device-family";
import type { DeviceModel, IkeVersion } from "../devices/tunnel-model";
import type { Phrase } from "../phrase";
import { compareParameters, type ParameterChange } from "./compare-parameters";
import { compareTexts, type TextDifference } from "./compare-texts";
import { type ParameterGroup, parametersOf } from "./parameters";
import type { StoredModel } from "./stored-model";
import { whatAwsExpects } from "./what-aws-expects";

/** A hand-over as it was made. It holds no key. */
export interface Handover {
  id: string;
  /** Counts up for each connection. */
  number: number;
  connection: { key: string; name: string };
  madeAt: Date;
  madeByName: string;
  recipient: string;
  /** A device family's id, which may be of a family that is no longer rendered. */
  family: string;
  ikeVersion: IkeVersion;
  platform: string;
  softwareVersion: string;
  /** Outside address; null lets both tunnels carry traffic. */
  preferredTunnel: string | null;
  /** Without keys: a marked place stands where each belongs. */
  file: { filename: string; text: string };
  model: StoredModel;
  /** Keyed fingerprints by outside address. */
  keyFingerprints: Readonly<Record<string, string>>;
  acknowledgement: { at: Date; byName: string; remark: string } | null;
}

/** What is known of its connection now. */
export interface PresentConnection {
  /** It is not in AWS any more. */
  isGone: boolean;
  /** Null where none can be made of it, as when EC2 does not show all of it. */
  model: DeviceModel | null;
  /** Of the keys that EC2 showed last, as far as it did. */
  keyFingerprints: Readonly<Record<string, string>>;
  /** Number of its newest hand-over. */
  newest: number;
}

/** A hand-over as people see it, in the console and through a link alike. */
export interface HandoverView extends Omit<Handover, "model" | "keyFingerprints" | "family"> {
  /** `label` is a message key; null for a family that is no longer rendered. */
  family: { id: string; label: string | null };
  awsId: string;
  /** What is other than in the hand-over before; null for the first. */
  since: SinceLast | null;
  parameters: ParameterGroup[];
  expectations: Phrase[];
  /** Empty where the family has none. */
  checks: DeviceCheck[];
  /** Why it must not be used any more; null while it may. */
  outdated: Outdated | null;
}

export interface SinceLast {
  number: number;
  lines: TextDifference;
  /** Outside addresses of the tunnels whose key is another one. */
  keys: string[];
  parameters: ParameterChange[];
}

export interface Outdated {
  /** Why nothing can be compared with it: not in AWS any more, or EC2 does not show all of it. */
  missing: "gone" | "incomplete" | null;
  /** Number of the newest hand-over, where that is another one. */
  replacedBy: number | null;
  /** Outside addresses of the tunnels whose key is another one. */
  keys: string[];
  parameters: ParameterChange[];
}

interface Beside {
  previous: Handover | null;
  present: PresentConnection;
}

/** Everything that is said of a hand-over, out of what was stored of it and of what its connection is now. */
export function viewOfHandover(handover: Handover, { previous, present }: Beside): HandoverView {
  const { model, keyFingerprints, family: id, ikeVersion, ...rest } = handover;
  const family = findDeviceFamily(id);
  return {
    ...rest,
    ikeVersion,
    family: { id, label: family?.label ?? null },
    awsId: model.connectionId,
    since: previous && sinceLast(previous, handover),
    parameters: groupsOf(handover, model),
    expectations: whatAwsExpects(model, ikeVersion),
    checks: family?.checks(model, { ikeVersion, includeKeys: false }) ?? [],
    outdated: whyOutdated(handover, present),
  };
}

/** What keeps a hand-over from being used: the connection is not what it was made of, or a newer one was made. */
export function whyOutdated(handover: Handover, present: PresentConnection): Outdated | null {
  const { model, number, keyFingerprints } = handover;
  const outdated: Outdated = {
    missing: present.isGone ? "gone" : present.model === null ? "incomplete" : null,
    replacedBy: present.newest > number ? present.newest : null,
    keys: otherKeys(keyFingerprints, present.keyFingerprints),
    parameters: present.model ? compareParameters(groupsOf(handover, model), groupsOf(handover, present.model)) : [],
  };
  const { missing, replacedBy, keys, parameters } = outdated;
  return missing !== null || replacedBy !== null || keys.length > 0 || parameters.length > 0 ? outdated : null;
}

function sinceLast(previous: Handover, handover: Handover): SinceLast {
  return {
    number: previous.number,
    lines: compareTexts(previous.file.text, handover.file.text),
    keys: otherKeys(previous.keyFingerprints, handover.keyFingerprints),
    parameters: compareParameters(groupsOf(previous, previous.model), groupsOf(handover, handover.model)),
  };
}

/** Tunnels of which both know the key, and not the same one. */
function otherKeys(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.keys(before).filter((address) => after[address] !== undefined && after[address] !== before[address]);
}

function groupsOf({ family, ikeVersion }: Handover, model: DeviceModel): ParameterGroup[] {
  return parametersOf(model, { ikeVersion, algorithms: findDeviceFamily(family)?.algorithms() ?? {} });
}
