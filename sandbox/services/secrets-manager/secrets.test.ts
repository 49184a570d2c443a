import { expect, test } from "vitest";
import { OutsideAddresses } from "../../vpn/outside-addresses";
import { World } from "../../world";
import { DeleteSecret } from "./deletion";
import { ListSecrets } from "./list";
import { DescribeSecret } from "./secret";
import { readSecret, removeSecret, storeSecret, updateSecret } from "./secrets";
import { GetSecretValue, PutSecretValue } from "./value";

const place = { account: "111122223333", region: "ap-northeast-2" };
const newWorld = (): World => new World(place, new OutsideAddresses(), { seed: "secrets", nowMs: 1_000_000 }, newWorld);

test("what a service keeps can be read by everybody and changed by the service alone", () => {
  const world = newWorld();
  const arn = storeSecret(world, { name: "s2svpn!vpn-1", value: "one", owner: "s2svpn" });
  const refusal = "You can't perform this operation on the secret because it is managed by s2svpn.";
  expect(() => PutSecretValue({ SecretId: arn, SecretString: "two" }, world)).toThrow(refusal);
  expect(() => DeleteSecret({ SecretId: arn }, world)).toThrow(refusal);
  expect(() => DeleteSecret({ SecretId: arn, ForceDeleteWithoutRecovery: true }, world)).toThrow(refusal);
  expect(GetSecretValue({ SecretId: "s2svpn!vpn-1" }, world)).toMatchObject({ SecretString: "one" });
  expect(DescribeSecret({ SecretId: arn }, world)).toMatchObject({
    OwningService: "s2svpn",
    Tags: [{ Key: "aws:secretsmanager:owningService", Value: "s2svpn" }],
  });
  const owned = { Filters: [{ Key: "owning-service" as const, Values: ["s2svpn"] }] };
  expect(ListSecrets(owned, world).SecretList).toHaveLength(1);
});

test("a service's new value is the current one, and what it removes is gone at once", () => {
  const world = newWorld();
  const arn = storeSecret(world, { name: "s2svpn!vpn-1", value: "one", owner: "s2svpn" });
  updateSecret(world, arn, "two");
  expect(readSecret(world, arn)).toBe("two");
  expect(GetSecretValue({ SecretId: arn, VersionStage: "AWSPREVIOUS" }, world)).toMatchObject({ SecretString: "one" });
  removeSecret(world, arn);
  expect(readSecret(world, arn)).toBeUndefined();
  expect(() => updateSecret(world, arn, "three")).toThrow("No service owns a secret");
  expect(storeSecret(world, { name: "s2svpn!vpn-1", value: "one", owner: "s2svpn" })).not.toBe(arn);
});
