import { type Phrase, phrase } from "../../../phrase";
import type { DeviceModel, IkeVersion, TunnelModel } from "../../tunnel-model";
import type { ReadConfiguration } from "../read-device-configuration";
import type { ReadTunnel, Said } from "../read-tunnel";

/** Message keys end with it: `compare.parameter.<name>`. */
export type ParameterName =
  | ("tunnel" | "peer" | "localAddress" | "localId" | "remoteId" | "key" | "encapsulation" | "ikeVersion")
  | ("phase1Encryption" | "phase1Integrity" | "phase1DhGroup" | "phase1Lifetime")
  | ("phase2Encryption" | "phase2Integrity" | "phase2DhGroup" | "phase2Lifetime")
  | ("selectors" | "inside" | "insideLength" | "insidePeer" | "bgp" | "ownAsn" | "peerAsn" | "holdTime")
  | ("routes" | "mss" | "replayWindow" | "dpd" | "dpdTimeout" | "starts");

/** Errors keep the tunnel or its routes down, warnings make it worse, notes do not matter. */
export type Severity = "error" | "warning" | "note";

/** One parameter in which the device and the connection are not alike. Never holds a key. */
export interface Difference {
  severity: Severity;
  /** AWS's outside address; null when it is about the whole text. */
  tunnel: string | null;
  parameter: ParameterName;
  /** Values in AWS's and the device's own words; null where there is none, or where none is shown. */
  connection: string | null;
  device: string | null;
  /** Where the text says it; null when it does not. */
  line: number | null;
  meaning: Phrase;
}

/** What one comparison of one parameter came to. */
export type Finding = Omit<Difference, "tunnel"> | { parameter: ParameterName; severity: "equal" };

/** A tunnel of the text beside the one of the connection. */
export interface Pair {
  read: ReadTunnel;
  tunnel: TunnelModel;
  model: DeviceModel;
  format: ReadConfiguration["format"];
  /** The one that the device starts, for what differs between the versions. */
  ikeVersion: IkeVersion;
}

export function equal(parameter: ParameterName): Finding {
  return { parameter, severity: "equal" };
}

interface Unlike {
  parameter: ParameterName;
  severity: Severity;
  /** Message key under `compare.meaning`; the parameter's own name unless it has several. */
  meaning?: string;
  values?: Record<string, string | number>;
  connection?: string | number | null;
  device?: string | number | null;
  line?: number | null;
}

export function differs(unlike: Unlike): Finding {
  const { parameter, severity, meaning = parameter, values, connection = null, device = null, line = null } = unlike;
  return {
    ...{ parameter, severity, line },
    connection: connection === null ? null : String(connection),
    device: device === null ? null : String(device),
    meaning: phrase(`compare.meaning.${meaning}`, values),
  };
}

/** For a value that the text may leave open, and that is one exact value at AWS. */
export function same<T extends string | number>(
  said: Said<T> | undefined,
  expected: T,
  unlike: Pick<Unlike, "parameter" | "severity" | "meaning" | "values">,
): Finding[] {
  if (said === undefined) return [];
  if (said.value === expected) return [equal(unlike.parameter)];
  return [differs({ ...unlike, connection: expected, device: said.value, line: said.line })];
}
