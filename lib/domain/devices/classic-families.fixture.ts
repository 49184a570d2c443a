import { createTranslator } from "next-intl";
import deviceMessages from "../../../messages/en/devices.json";
import { buildDeviceModel } from "./build-device-model";
import { classicConnection, classicXml } from "./classic-model.fixture";
import { parseCustomerGatewayXml } from "./customer-gateway-xml";
import type { DeviceFamily, RenderOptions } from "./device-family";
import type { DeviceModel } from "./tunnel-model";

/** AWS's outside addresses in the classic connection. */
export const FIRST = "198.51.100.11";
export const SECOND = "198.51.100.22";

export function classicModel(routing: "static" | "bgp", change: Partial<DeviceModel> = {}): DeviceModel {
  return { ...classic[routing], ...change };
}

/** Each way in which each family writes a file. */
export function casesOf(families: DeviceFamily[]) {
  return families.flatMap((family) =>
    family.routings.flatMap((routing) =>
      family.ikeVersions.map((ikeVersion) => ({
        family,
        id: family.id,
        routing,
        options: { ikeVersion, includeKeys: true } satisfies RenderOptions,
      })),
    ),
  );
}

/** What a person reads of a phrase; a key or a value that is missing throws. */
export function say(key: string, values?: Record<string, string | number>): string {
  return t(key as Parameters<typeof t>[0], values as never);
}

const t = createTranslator({
  locale: "en",
  messages: { devices: deviceMessages },
  onError: (error) => {
    throw error;
  },
});

/** Built once: the tests ask for them thousands of times, and change copies only. */
const classic = { static: build("static"), bgp: build("bgp") };

function build(routing: "static" | "bgp"): DeviceModel {
  const { model } = buildDeviceModel(
    classicConnection(routing),
    parseCustomerGatewayXml(classicXml(routing)).configuration,
  );
  if (model === null) throw new Error("The classic connection makes a model");
  return model;
}
