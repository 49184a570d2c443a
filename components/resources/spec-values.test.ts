import { describe, expect, it } from "vitest";
import { kindNames, kindOf } from "@/lib/domain/kinds";
import { TUNNEL_DEFAULTS } from "@/lib/domain/kinds/vpn-connection/tunnel-options";
import { type FieldModel, fieldModels } from "./field-model";
import { toSpec, toValues, withoutKeys, withValue } from "./spec-values";

const connection = {
  name: "leeds",
  customerGateway: "customer-gateway/leeds",
  vpnGateway: "vpn-gateway/core",
  routing: "bgp",
  tunnels: [
    { ...TUNNEL_DEFAULTS, outsideIpAddress: "203.0.113.7", presharedKey: { $secret: "one" } },
    { ...TUNNEL_DEFAULTS, insideCidr: "169.254.60.0/30" },
  ],
};

const fields = fieldModels("vpn-connection");

describe("a form made from a spec", () => {
  it.each(kindNames)("%s: every field has a control that is known", (kind) => {
    expect(fieldModels(kind).map(({ name }) => name)).toEqual(Object.keys(toValues(fieldModels(kind), {})));
  });

  it("gives back the spec it was filled with, sealed keys and outside addresses included", () => {
    const wanted = kindOf("vpn-connection").spec.parse(connection);
    expect(kindOf("vpn-connection").spec.parse(toSpec(fields, toValues(fields, connection)))).toEqual(wanted);
  });

  it("a new connection stands at AWS's defaults", () => {
    const spec = { ...toSpec(fields, toValues(fields, {})), ...connection, tunnels: undefined };
    const { tunnels } = toSpec(fields, toValues(fields, {}));
    expect(kindOf("vpn-connection").spec.parse({ ...spec, tunnels })).toMatchObject({
      tunnels: [TUNNEL_DEFAULTS, TUNNEL_DEFAULTS],
    });
  });

  it("what is not a number stays as it was typed, for the schema to refuse", () => {
    const values = withValue(toValues(fields, connection), ["tunnels", 1, "dpdTimeoutSeconds"], "3o");
    expect(toSpec(fields, values)).toMatchObject({ tunnels: [{ dpdTimeoutSeconds: 40 }, { dpdTimeoutSeconds: "3o" }] });
  });

  it("an emptied optional field is left out", () => {
    const values = withValue(toValues(fields, connection), ["tunnels", 1, "insideCidr"], " ");
    expect(JSON.stringify(toSpec(fields, values))).not.toContain("insideCidr");
  });

  it("what is kept in the browser holds no typed key", () => {
    const values = withValue(toValues(fields, connection), ["tunnels", 1, "presharedKey"], "typed_by_hand");
    expect(JSON.stringify(withoutKeys(fields, values))).not.toContain("typed_by_hand");
  });
});

describe("fieldModels", () => {
  const byName = (models: readonly FieldModel[], name: string) => models.find((field) => field.name === name);

  it("reads choices, bounds of reference and units out of the schema", () => {
    const tunnel = byName(fields, "tunnels")?.fields ?? [];
    expect(byName(tunnel, "phase1DhGroupNumbers")).toMatchObject({
      widget: "choices",
      initial: expect.arrayContaining([14]),
    });
    expect(byName(tunnel, "phase1LifetimeSeconds")).toMatchObject({
      widget: "number",
      unit: "seconds",
      initial: 28_800,
    });
    expect(byName(tunnel, "outsideIpAddress")).toMatchObject({ isGiven: true });
    expect(byName(fields, "customerGateway")).toMatchObject({ widget: "reference", kinds: ["customer-gateway"] });
    expect(byName(fieldModels("instance"), "securityGroups")).toMatchObject({ widget: "references" });
    expect(byName(fieldModels("route"), "target")).toMatchObject({
      kinds: ["internet-gateway", "vpn-gateway", "instance"],
    });
  });
});
