import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import {
  AllocateAddressCommand,
  AssignIpv6AddressesCommand,
  AssignPrivateIpAddressesCommand,
  AssociateAddressCommand,
  AttachInternetGatewayCommand,
  AttachNetworkInterfaceCommand,
  CreateInternetGatewayCommand,
  CreateKeyPairCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteKeyPairCommand,
  DeleteNetworkInterfaceCommand,
  DescribeImagesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  DescribeKeyPairsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVolumesCommand,
  DetachNetworkInterfaceCommand,
  ImportKeyPairCommand,
  ModifyInstanceAttributeCommand,
  ModifyInstanceMetadataOptionsCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ModifySubnetAttributeCommand,
  RebootInstancesCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  UnassignPrivateIpAddressesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";

const { ec2, control } = await startBench();
const image = "ami-0a5a0dbe0c2d3e4f1";
const VpcId = present(
  (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16", AmazonProvidedIpv6CidrBlock: true }))).Vpc?.VpcId,
);
const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
const InternetGatewayId = present(InternetGateway?.InternetGatewayId);
await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
let subnetCount = 0;

async function newSubnet(): Promise<string> {
  const made = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: `10.50.${subnetCount++}.0/24`, AvailabilityZone: "ap-northeast-2a" }),
  );
  return present(made.Subnet?.SubnetId);
}

async function launch(more: object = {}) {
  const wanted = { ImageId: image, MinCount: 1, MaxCount: 1, SubnetId: await newSubnet(), ...more };
  const { Instances } = await ec2.send(new RunInstancesCommand(wanted));
  await control.advance({ advanceSeconds: 10 });
  return present(Instances?.[0]?.InstanceId);
}

async function instance(id: string) {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return present(Reservations?.[0]?.Instances?.[0]);
}

describe("instance", () => {
  test("stops and starts with its private address and another public one", async () => {
    const SubnetId = await newSubnet();
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
    const id = await launch({ SubnetId });
    const before = await instance(id);
    expect(before.PublicIpAddress).toBeDefined();
    const stopped = await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(stopped.StoppingInstances?.[0]).toMatchObject({
      PreviousState: { Code: 16, Name: "running" },
      CurrentState: { Code: 64, Name: "stopping" },
    });
    await expectRefusal(
      ec2.send(new StartInstancesCommand({ InstanceIds: [id] })),
      "IncorrectInstanceState",
      `The instance '${id}' is not in a state from which it can be started.`,
    );
    await control.advance({ advanceSeconds: 15 });
    expect(await instance(id)).toMatchObject({ State: { Code: 80 }, PrivateIpAddress: before.PrivateIpAddress });
    expect((await instance(id)).PublicIpAddress).toBeUndefined();
    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    await control.advance({ advanceSeconds: 10 });
    const after = await instance(id);
    expect(after).toMatchObject({ State: { Name: "running" }, PrivateIpAddress: before.PrivateIpAddress });
    expect(after.PublicIpAddress).toBeDefined();
    await ec2.send(new RebootInstancesCommand({ InstanceIds: [id] }));
  });

  test("is protected from what its attributes forbid", async () => {
    const id = await launch({ DisableApiTermination: true });
    const end = () => ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await expectRefusal(
      end(),
      "OperationNotPermitted",
      `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    );
    const allow = { InstanceId: id, DisableApiTermination: { Value: false } };
    await ec2.send(new ModifyInstanceAttributeCommand(allow));
    await end();
  });

  test("changes its type only while it is stopped, and one attribute at a time", async () => {
    const InstanceId = await launch();
    const retype = (Value: string) =>
      ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, InstanceType: { Value } }));
    await expectRefusal(retype("t3.small"), "IncorrectInstanceState");
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }));
    await control.advance({ advanceSeconds: 15 });
    await expectRefusal(retype("t4g.nano"), "InvalidParameterValue");
    await retype("t3.small");
    expect((await instance(InstanceId)).InstanceType).toBe("t3.small");
    const both = { InstanceId, SourceDestCheck: { Value: false }, EbsOptimized: { Value: true } };
    await expectRefusal(ec2.send(new ModifyInstanceAttributeCommand(both)), "InvalidParameterCombination");
    const older = { InstanceId, Attribute: "instanceInitiatedShutdownBehavior" as const, Value: "terminate" };
    await ec2.send(new ModifyInstanceAttributeCommand(older));
    const read = await ec2.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute: older.Attribute }));
    expect(read.InstanceInitiatedShutdownBehavior?.Value).toBe("terminate");
  });

  test("has a root disk as asked for, which goes with it", async () => {
    const Ebs = { VolumeSize: 20 };
    const id = await launch({ BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs }] });
    const VolumeId = present((await instance(id)).BlockDeviceMappings?.[0]?.Ebs?.VolumeId);
    const look = () => ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }));
    expect((await look()).Volumes?.[0]).toMatchObject({ Size: 20, VolumeType: "gp3", State: "in-use" });
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await control.advance({ advanceSeconds: 15 });
    await expectRefusal(look(), "InvalidVolume.NotFound", `The volume '${VolumeId}' does not exist.`);
  });

  test("says how its metadata may be read", async () => {
    const InstanceId = await launch();
    await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId, HttpPutResponseHopLimit: 3 }));
    expect((await instance(InstanceId)).MetadataOptions).toMatchObject({
      HttpTokens: "required",
      HttpPutResponseHopLimit: 3,
    });
    const wrong = { InstanceId, HttpPutResponseHopLimit: 65 };
    await expectRefusal(ec2.send(new ModifyInstanceMetadataOptionsCommand(wrong)), "InvalidParameterValue");
  });

  test("refuses broken user data, unknown profiles and keys that are not there", async () => {
    const refused = (change: object, code: string, message?: string) => expectRefusal(launch(change), code, message);
    await refused({ UserData: "!!" }, "InvalidUserData.Malformed");
    await refused({ UserData: Buffer.alloc(16_385).toString("base64") }, "InvalidParameterValue");
    await refused({ IamInstanceProfile: { Name: "x" } }, "InvalidParameterValue");
    await refused({ KeyName: "lost" }, "InvalidKeyPair.NotFound", "The key pair 'lost' does not exist");
  });

  test("takes an Elastic IP address when it runs, which replaces the public one", async () => {
    const SubnetId = await newSubnet();
    const wanted = { ImageId: image, MinCount: 1, MaxCount: 1, SubnetId };
    const { Instances } = await ec2.send(new RunInstancesCommand(wanted));
    const InstanceId = present(Instances?.[0]?.InstanceId);
    const { AllocationId, PublicIp } = await ec2.send(new AllocateAddressCommand({}));
    const associate = () => ec2.send(new AssociateAddressCommand({ AllocationId, InstanceId }));
    await expectRefusal(
      associate(),
      "InvalidInstanceID",
      `The pending instance '${InstanceId}' is not in a valid state for this operation.`,
    );
    await control.advance({ advanceSeconds: 10 });
    await associate();
    expect((await instance(InstanceId)).PublicIpAddress).toBe(PublicIp);
  });
});

describe("network interface", () => {
  test("is attached beside the first one, changed, and detached", async () => {
    const SubnetId = await newSubnet();
    const InstanceId = await launch({ SubnetId });
    const made = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, Description: "second" }));
    const NetworkInterfaceId = present(made.NetworkInterface?.NetworkInterfaceId);
    const attach = { NetworkInterfaceId, InstanceId, DeviceIndex: 1 };
    const { AttachmentId } = await ec2.send(new AttachNetworkInterfaceCommand(attach));
    await expectRefusal(ec2.send(new AttachNetworkInterfaceCommand(attach)), "InvalidNetworkInterface.InUse");
    await expectRefusal(
      ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId })),
      "InvalidParameterValue",
      `Network interface '${NetworkInterfaceId}' is currently in use.`,
    );
    const change = { NetworkInterfaceId, SourceDestCheck: { Value: false } };
    await ec2.send(new ModifyNetworkInterfaceAttributeCommand(change));
    const [, second] = present((await instance(InstanceId)).NetworkInterfaces);
    expect(second).toMatchObject({ SourceDestCheck: false, Description: "second", Attachment: { DeviceIndex: 1 } });
    await ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId }));
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
    const first = (await instance(InstanceId)).NetworkInterfaces?.[0]?.Attachment?.AttachmentId;
    await expectRefusal(ec2.send(new DetachNetworkInterfaceCommand({ AttachmentId: first })), "OperationNotPermitted");
  });

  test("has more addresses on demand, and never one that is taken or AWS's", async () => {
    const SubnetId = await newSubnet();
    const made = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, SecondaryPrivateIpAddressCount: 1 }));
    const NetworkInterfaceId = present(made.NetworkInterface?.NetworkInterfaceId);
    const [primary, second] = present(made.NetworkInterface?.PrivateIpAddresses).map((one) => one.PrivateIpAddress);
    const prefix = present(primary).replace(/\.4$/, "");
    expect(second).toBe(`${prefix}.5`);
    const assign = (address: string) =>
      ec2.send(new AssignPrivateIpAddressesCommand({ NetworkInterfaceId, PrivateIpAddresses: [address] }));
    await assign(`${prefix}.9`);
    await expectRefusal(assign(`${prefix}.1`), "InvalidParameterValue");
    await expectRefusal(assign(`${prefix}.255`), "InvalidParameterValue");
    const stranger = { SubnetId, PrivateIpAddress: `${prefix}.9` };
    await expectRefusal(
      ec2.send(new CreateNetworkInterfaceCommand(stranger)),
      "InvalidIPAddress.InUse",
      `Address ${prefix}.9 is in use.`,
    );
    const unassign = (address: string | undefined) =>
      ec2.send(new UnassignPrivateIpAddressesCommand({ NetworkInterfaceId, PrivateIpAddresses: [present(address)] }));
    await unassign(`${prefix}.9`);
    await expectRefusal(unassign(primary), "InvalidParameterValue");
    const six = new AssignIpv6AddressesCommand({ NetworkInterfaceId, Ipv6AddressCount: 1 });
    await expectRefusal(ec2.send(six), "InvalidParameterValue");
  });

  test("of a gateway is the gateway's", async () => {
    const SubnetId = await newSubnet();
    await ec2.send(new CreateNatGatewayCommand({ SubnetId, ConnectivityType: "private" }));
    const Filters = [{ Name: "subnet-id", Values: [SubnetId] }];
    const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
    expect(NetworkInterfaces?.[0]).toMatchObject({ InterfaceType: "nat_gateway", RequesterManaged: true });
    const { NetworkInterfaceId } = present(NetworkInterfaces?.[0]);
    await expectRefusal(ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId })), "OperationNotPermitted");
  });
});

describe("key pair", () => {
  test("EC2 makes real keys, answers the private half once and keeps the public one", async () => {
    const rsa = await ec2.send(new CreateKeyPairCommand({ KeyName: "rsa" }));
    const key = createPrivateKey(present(rsa.KeyMaterial));
    const sha1 = createHash("sha1")
      .update(key.export({ type: "pkcs8", format: "der" }))
      .digest("hex");
    expect(rsa.KeyFingerprint?.replaceAll(":", "")).toBe(sha1);
    const read = { KeyNames: ["rsa"], IncludePublicKey: true };
    const { KeyPairs } = await ec2.send(new DescribeKeyPairsCommand(read));
    expect(JSON.stringify(KeyPairs)).not.toContain("PRIVATE");
    const again = await ec2.send(
      new ImportKeyPairCommand({ KeyName: "back", PublicKeyMaterial: Buffer.from(present(KeyPairs?.[0]?.PublicKey)) }),
    );
    const spki = createPublicKey(key).export({ type: "spki", format: "der" });
    expect(again.KeyFingerprint?.replaceAll(":", "")).toBe(createHash("md5").update(spki).digest("hex"));
    const ed = await ec2.send(new CreateKeyPairCommand({ KeyName: "ed", KeyType: "ed25519" }));
    expect(ed.KeyMaterial).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    expect(ed.KeyFingerprint).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  test("names are unique, broken keys refused, and deleting is idempotent", async () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    const pem = publicKey.export({ type: "spki", format: "pem" });
    const bring = (KeyName: string, text: string) =>
      ec2.send(new ImportKeyPairCommand({ KeyName, PublicKeyMaterial: Buffer.from(text) }));
    const { KeyPairId } = await bring("mine", String(pem));
    await expectRefusal(bring("mine", String(pem)), "InvalidKeyPair.Duplicate");
    await expectRefusal(bring("other", "ssh-rsa AAAA"), "InvalidKey.Format");
    await expectRefusal(bring("other", "nonsense"), "InvalidKey.Format");
    expect(await ec2.send(new DeleteKeyPairCommand({ KeyName: "mine" }))).toMatchObject({ KeyPairId });
    await ec2.send(new DeleteKeyPairCommand({ KeyName: "mine" }));
    await expectRefusal(ec2.send(new DescribeKeyPairsCommand({ KeyNames: ["mine"] })), "InvalidKeyPair.NotFound");
  });
});

test("images and types are found by owner, architecture and place", async () => {
  const { Images } = await ec2.send(
    new DescribeImagesCommand({ Owners: ["amazon"], Filters: [{ Name: "name", Values: ["al2023-*-arm64"] }] }),
  );
  expect(Images?.map(({ Architecture, RootDeviceName }) => [Architecture, RootDeviceName])).toEqual([
    ["arm64", "/dev/xvda"],
  ]);
  expect((await ec2.send(new DescribeImagesCommand({ Owners: ["self"] }))).Images).toEqual([]);
  const offered = await ec2.send(
    new DescribeInstanceTypeOfferingsCommand({
      LocationType: "availability-zone",
      Filters: [{ Name: "instance-type", Values: ["t3.micro"] }],
    }),
  );
  expect(offered.InstanceTypeOfferings).toHaveLength(4);
  await expectRefusal(
    ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ["t3.micro", "a1.medium"] })),
    "InvalidInstanceType",
    "The following supplied instance types do not exist: [a1.medium]",
  );
});
