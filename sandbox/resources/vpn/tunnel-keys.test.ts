import {
  CreateVpnConnectionCommand,
  DeleteVpnConnectionCommand,
  GetVpnConnectionDeviceSampleConfigurationCommand,
  GetVpnConnectionDeviceTypesCommand,
  ModifyVpnTunnelCertificateCommand,
  ModifyVpnTunnelOptionsCommand,
} from "@aws-sdk/client-ec2";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterAll, describe, expect, test } from "vitest";
import { expectRefusal, present, startBench, testing } from "../../test-bench";
import { vpnBench } from "./vpn-bench";

const { ec2, control, url } = await startBench();
const { newConnection, newCustomerGateway, newVpnGateway, read } = vpnBench(ec2, control);
const secrets = new SecretsManagerClient({ endpoint: url, region: "ap-northeast-2", credentials: testing });
afterAll(() => secrets.destroy());

async function readSecret(arn: string | undefined): Promise<unknown> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }));
  return JSON.parse(present(SecretString));
}

describe("keys in Secrets Manager", () => {
  test("are shown by their secret alone, both in one, and go with the connection", async () => {
    const { id, made, addresses } = await newConnection({
      VpnGatewayId: await newVpnGateway(),
      PreSharedKeyStorage: "SecretsManager",
      Options: { TunnelOptions: [{ PreSharedKey: "first.example" }, { PreSharedKey: "second.example" }] },
    });
    const arn = present(made.PreSharedKeyArn);
    expect(arn).toMatch(new RegExp(`:secret:s2svpn!${id}-`));
    expect(await readSecret(arn)).toEqual({ [addresses[0]]: "first.example", [addresses[1]]: "second.example" });
    expect(JSON.stringify(made)).not.toMatch(/first\.example|pre_shared_key>/);
    expect(made.Options?.TunnelOptions?.map((tunnel) => tunnel.PreSharedKey)).toEqual([undefined, undefined]);
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }));
    await control.advance({ advanceSeconds: 20 });
    await expect(readSecret(arn)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  test("move there and back, one tunnel at a time", async () => {
    const { id, addresses } = await newConnection({ VpnGatewayId: await newVpnGateway() });
    const keys = present((await read(id)).Options?.TunnelOptions).map((tunnel) => present(tunnel.PreSharedKey));
    const [first] = addresses;
    const store = async (PreSharedKeyStorage: string, PreSharedKey?: string) => {
      await control.advance({ advanceSeconds: 30 });
      const request = { VpnConnectionId: id, VpnTunnelOutsideIpAddress: first, TunnelOptions: { PreSharedKey } };
      return ec2.send(new ModifyVpnTunnelOptionsCommand({ ...request, PreSharedKeyStorage }));
    };
    const { VpnConnection } = await store("SecretsManager");
    expect(await readSecret(VpnConnection?.PreSharedKeyArn)).toEqual({ [first]: keys[0] });
    expect(VpnConnection?.Options?.TunnelOptions?.map((one) => one.PreSharedKey)).toEqual([undefined, keys[1]]);
    await store("SecretsManager", "another.example");
    expect(await readSecret(VpnConnection?.PreSharedKeyArn)).toEqual({ [first]: "another.example" });
    const back = (await store("Standard")).VpnConnection;
    expect(back?.PreSharedKeyArn).toBeUndefined();
    expect(back?.Options?.TunnelOptions?.[0]?.PreSharedKey).toBe("another.example");
    await control.advance({ advanceSeconds: 30 });
    await expectRefusal(store("Elsewhere"), "InvalidParameterValue");
  });
});

describe("certificates", () => {
  const CertificateArn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/0123abcd-4567-89ef-0123-456789abcdef";

  test("stand in the place of keys, and AWS's own are replaced", async () => {
    const CustomerGatewayId = await newCustomerGateway({ CertificateArn, IpAddress: undefined });
    const { id, made, addresses } = await newConnection({ CustomerGatewayId, VpnGatewayId: await newVpnGateway() });
    expect(made.Options?.TunnelOptions?.map((tunnel) => tunnel.PreSharedKey)).toEqual([undefined, undefined]);
    expect(made.CustomerGatewayConfiguration).not.toContain("pre_shared_key");
    await control.advance({ advanceSeconds: 30 });
    const certificates = async () => {
      const rows = present((await read(id)).VgwTelemetry);
      return addresses.map((address) => rows.find((row) => row.OutsideIpAddress === address)?.CertificateArn);
    };
    const [first, second] = await certificates();
    expect(first).toMatch(/^arn:aws:acm:ap-northeast-2:111122223333:certificate\//);
    const request = { VpnConnectionId: id, VpnTunnelOutsideIpAddress: addresses[0] };
    const { VpnConnection } = await ec2.send(new ModifyVpnTunnelCertificateCommand(request));
    expect(VpnConnection?.State).toBe("modifying");
    expect(await certificates()).toEqual([expect.not.stringMatching(present(first)), second]);
  });

  test("need no key, no unknown form, and an address where AWS is to begin", async () => {
    const CustomerGatewayId = await newCustomerGateway({ CertificateArn, IpAddress: undefined });
    const VpnGatewayId = await newVpnGateway();
    const make = (options: object) =>
      newConnection({ CustomerGatewayId, VpnGatewayId, Options: { TunnelOptions: [options, {}] } });
    await expectRefusal(make({ PreSharedKey: "first.example" }), "InvalidParameterCombination");
    await expectRefusal(make({ StartupAction: "start" }), "InvalidParameterCombination");
    await expectRefusal(newCustomerGateway({ CertificateArn: "arn:aws:acm:x" }), "InvalidParameterValue");
    const { id, addresses } = await newConnection({ VpnGatewayId });
    await control.advance({ advanceSeconds: 30 });
    const request = { VpnConnectionId: id, VpnTunnelOutsideIpAddress: addresses[0] };
    await expectRefusal(ec2.send(new ModifyVpnTunnelCertificateCommand(request)), "InvalidParameterCombination");
  });
});

describe("device samples", () => {
  async function deviceTypes() {
    const { VpnConnectionDeviceTypes } = await ec2.send(new GetVpnConnectionDeviceTypesCommand({}));
    return present(VpnConnectionDeviceTypes);
  }

  test("types have ids of eight hexadecimal digits, each its own, and pages of 200 to 1000", async () => {
    const types = await deviceTypes();
    const ids = types.map((type) => present(type.VpnConnectionDeviceTypeId));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(new Set(ids).size).toBe(types.length);
    const fortinet = types.find((type) => type.VpnConnectionDeviceTypeId === "9d9470de");
    expect(fortinet).toMatchObject({ Vendor: "Fortinet", Platform: "Fortigate 40+ Series", Software: "FortiOS 5.0+" });
    await expectRefusal(ec2.send(new GetVpnConnectionDeviceTypesCommand({ MaxResults: 199 })), "InvalidParameterValue");
    const page = await ec2.send(new GetVpnConnectionDeviceTypesCommand({ MaxResults: 200 }));
    expect(page.VpnConnectionDeviceTypes).toHaveLength(types.length);
    expect(page.NextToken).toBeUndefined();
  });

  test.each([
    ["static", true],
    ["BGP", false],
  ])("every device gets both tunnels' addresses and keys, %s", async (_routing, StaticRoutesOnly) => {
    const TunnelOptions = [{ PreSharedKey: "first.example" }, { PreSharedKey: "second.example" }];
    const { id, addresses } = await newConnection({
      VpnGatewayId: await newVpnGateway(),
      Options: { StaticRoutesOnly, TunnelOptions },
    });
    for (const { VpnConnectionDeviceTypeId, Vendor } of await deviceTypes()) {
      const request = { VpnConnectionId: id, VpnConnectionDeviceTypeId };
      const answer = await ec2.send(new GetVpnConnectionDeviceSampleConfigurationCommand(request));
      const text = present(answer.VpnConnectionDeviceSampleConfiguration);
      for (const part of [id, ...addresses, "first.example", "second.example"])
        expect(text.includes(part), `${Vendor}: ${part}`).toBe(true);
      expect(text.includes("65010"), `${Vendor} has an ASN`).toBe(!StaticRoutesOnly);
      expect(text).not.toMatch(/undefined|\[object/);
    }
  });

  test("follow the tunnel's options, the IKE version and the type of sample", async () => {
    const phase1 = { Phase1EncryptionAlgorithms: [{ Value: "AES256-GCM-16" }], Phase1LifetimeSeconds: 7200 };
    const Options = { TunnelOptions: [phase1, phase1] };
    const { id } = await newConnection({ VpnGatewayId: await newVpnGateway(), Options });
    const sample = async (given: { InternetKeyExchangeVersion?: string; SampleType?: string }, software: string) => {
      const type = (await deviceTypes()).find((one) => one.Software === software);
      const request = { VpnConnectionId: id, VpnConnectionDeviceTypeId: type?.VpnConnectionDeviceTypeId, ...given };
      const answer = await ec2.send(new GetVpnConnectionDeviceSampleConfigurationCommand(request));
      return present(answer.VpnConnectionDeviceSampleConfiguration);
    };
    const strongswan = "Strongswan 5.5.1+";
    const lowest = await sample({ InternetKeyExchangeVersion: "ikev2" }, strongswan);
    expect(lowest).toContain("ike=aes256gcm16-prfsha1-modp1024!");
    expect(lowest).toContain("ikelifetime=7200s");
    expect(lowest).toContain("keyexchange=ikev2");
    const recommended = await sample({ SampleType: "recommended" }, strongswan);
    expect(recommended).toContain("ike=aes256gcm16-prfsha256-ecp384!");
    expect(recommended).toContain("esp=aes256-sha256-ecp384!");
    await expectRefusal(
      sample({ SampleType: "recommended", InternetKeyExchangeVersion: "ikev1" }, strongswan),
      "UnsupportedOperationException",
    );
    await expectRefusal(sample({ InternetKeyExchangeVersion: "ikev3" }, strongswan), "InvalidParameterValue");
    await expectRefusal(sample({ InternetKeyExchangeVersion: "ikev2" }, "ScreenOS 6.1"), "UnsupportedOperation");
    const unknown = { VpnConnectionId: id, VpnConnectionDeviceTypeId: "00000000" };
    await expectRefusal(
      ec2.send(new GetVpnConnectionDeviceSampleConfigurationCommand(unknown)),
      "InvalidParameterValue",
    );
  });
});

test("the same request with another storage for keys is another connection", async () => {
  const request = {
    Type: "ipsec.1",
    CustomerGatewayId: await newCustomerGateway(),
    VpnGatewayId: await newVpnGateway(),
  };
  const make = async (PreSharedKeyStorage?: string) =>
    (await ec2.send(new CreateVpnConnectionCommand({ ...request, PreSharedKeyStorage }))).VpnConnection;
  const standard = await make();
  expect((await make("Standard"))?.VpnConnectionId).toBe(standard?.VpnConnectionId);
  expect((await make("SecretsManager"))?.VpnConnectionId).not.toBe(standard?.VpnConnectionId);
});
