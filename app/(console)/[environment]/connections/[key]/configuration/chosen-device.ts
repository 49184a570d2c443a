import type { IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { isAcceptable, type Problem } from "@/lib/domain/problem";
import type { RememberedDevice } from "@/lib/server/handover/customer-device";
import type { SampleType } from "@/lib/server/network/aws-samples";
import type { DeviceChoice } from "@/lib/server/network/device-config";
import type { SampleDevice } from "@/lib/server/network/sample-devices";
import { chooseVersion } from "./choose-version";
import { sampleIdOf, sampleValue } from "./sample-id";

/** What a configuration page shows: a file of ours, or one of AWS's samples. */
export type ChosenDevice =
  | { of: "ours"; device: string; ikeVersion: IkeVersion; problems: readonly Problem[]; isPossible: boolean }
  | { of: "aws"; device: string; ikeVersion: IkeVersion; sampleType: SampleType };

interface Offer {
  choices: readonly DeviceChoice[];
  samples: readonly SampleDevice[];
  /** The customer gateway's device, where it is known. */
  remembered: RememberedDevice | undefined;
}

/** The device that the address asks for, else the one that is remembered, else the first; null where there is none at all. */
export function chooseDevice(
  { choices, samples, remembered }: Offer,
  asked: { device?: unknown; ike?: unknown; sample?: unknown },
): ChosenDevice | null {
  const wanted = typeof asked.device === "string" ? asked.device : undefined;
  const sample = samples.find(({ id }) => wanted !== undefined && sampleIdOf(wanted) === id);
  const choice = choices.find(({ id }) => id === (wanted ?? remembered?.family)) ?? choices[0];
  if (choice && !sample) {
    const usual = choice.id === remembered?.family ? remembered.ikeVersion : undefined;
    const { ikeVersion, problems } = chooseVersion(choice, asked.ike ?? usual);
    return { of: "ours", device: choice.id, ikeVersion, problems, isPossible: isAcceptable(problems) };
  }
  const device = sample ?? samples[0];
  if (!device) return null;
  const sampleType = asked.sample === "recommended" ? "recommended" : "compatibility";
  const isFirst = sampleType === "compatibility" && asked.ike === "ikev1";
  return { of: "aws", device: sampleValue(device.id), ikeVersion: isFirst ? "ikev1" : "ikev2", sampleType };
}
