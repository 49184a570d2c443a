import "server-only";
import { callEc2 } from "../aws/call-ec2";
import { Ec2Error } from "../aws/ec2-error";
import { environmentAccess } from "../environments/environment-access";
import type { Network } from "./queries";

/** A device for which AWS writes a sample. */
export interface SampleDevice {
  id: string;
  vendor: string;
  platform: string;
  software: string;
}

export interface SampleOffer {
  /** By vendor, platform and software. */
  devices: readonly SampleDevice[];
  /** Why AWS lists none right now, in EC2's words. */
  refusal: { code: string; message: string } | null;
}

/** A page waits for it, and is of use without it. */
const ANSWER_MS_MAX = 1500;
/** AWS adds a device a few times a year; a refusal may be mended at any moment. */
const KEPT_MS = 60 * 60 * 1000;
const REFUSAL_KEPT_MS = 30 * 1000;
const ENVIRONMENTS_MAX = 50;

const offers = new Map<string, { offer: Promise<SampleOffer>; until: number }>();

/** What AWS offers in the environment's Region: asked once an hour at most, however many pages show it. */
export async function sampleDevices({ environment }: Pick<Network, "environment">): Promise<SampleOffer> {
  // An environment that signs in elsewhere from now on is another one.
  const key = JSON.stringify([environment.id, environment.endpointUrl]);
  const known = offers.get(key);
  if (known && known.until > Date.now()) return known.offer;
  const kept = { offer: ask(environment.id), until: Date.now() + KEPT_MS };
  offers.delete(key);
  offers.set(key, kept);
  const [oldest] = offers.keys();
  if (offers.size > ENVIRONMENTS_MAX && oldest !== undefined) offers.delete(oldest);
  kept.offer.then(
    ({ refusal }) => {
      if (refusal) kept.until = Date.now() + REFUSAL_KEPT_MS;
    },
    () => offers.delete(key),
  );
  return kept.offer;
}

async function ask(environmentId: string): Promise<SampleOffer> {
  const access = await environmentAccess(environmentId);
  const call = { action: "GetVpnConnectionDeviceTypes", input: {} } as const;
  try {
    const { VpnConnectionDeviceTypes: types = [] } = await callEc2(access, call, {
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const devices = types.flatMap(({ VpnConnectionDeviceTypeId: id, Vendor, Platform, Software }) =>
      id ? [{ id, vendor: Vendor ?? "", platform: Platform ?? "", software: Software ?? "" }] : [],
    );
    return { devices: devices.toSorted(byName), refusal: null };
  } catch (error) {
    if (!(error instanceof Ec2Error)) throw error;
    return { devices: [], refusal: { code: error.code, message: error.message } };
  }
}

const collator = new Intl.Collator("en", { numeric: true });

function byName(a: SampleDevice, b: SampleDevice): number {
  return (
    collator.compare(a.vendor, b.vendor) ||
    collator.compare(a.platform, b.platform) ||
    collator.compare(a.software, b.software)
  );
}
