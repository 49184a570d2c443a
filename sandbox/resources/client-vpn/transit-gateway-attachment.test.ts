import {
  AcceptTransitGatewayClientVpnAttachmentCommand,
  AssociateClientVpnTargetNetworkCommand,
  type CreateClientVpnEndpointCommandInput,
  CreateClientVpnRouteCommand,
  CreateTransitGatewayCommand,
  DeleteClientVpnEndpointCommand,
  DeleteTransitGatewayClientVpnAttachmentCommand,
  DeleteTransitGatewayCommand,
  DescribeClientVpnRoutesCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewaysCommand,
  DisassociateClientVpnTargetNetworkCommand,
  ModifyClientVpnEndpointCommand,
  RejectTransitGatewayClientVpnAttachmentCommand,
  SearchTransitGatewayRoutesCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { clientVpnBench } from "./client-vpn-bench";

const { ec2, control } = await startBench();
const { newVpc, newEndpoint, read, networks } = clientVpnBench(ec2, control);

async function newTransitGateway(): Promise<string> {
  const { TransitGateway } = await ec2.send(new CreateTransitGatewayCommand({}));
  await control.advance({ advanceSeconds: 60 });
  return present(TransitGateway?.TransitGatewayId);
}

/** An endpoint at a transit gateway as soon as both have settled. */
async function newAttached(zones: Partial<CreateClientVpnEndpointCommandInput["TransitGatewayConfiguration"]> = {}) {
  const TransitGatewayId = await newTransitGateway();
  const id = await newEndpoint({ TransitGatewayConfiguration: { TransitGatewayId, ...zones } });
  await control.advance({ advanceSeconds: 60 });
  const attachmentId = present((await read(id)).TransitGatewayConfiguration?.TransitGatewayAttachmentId);
  return { TransitGatewayId, id, attachmentId };
}

async function attachmentState(id: string) {
  const request = { TransitGatewayAttachmentIds: [id] };
  const found = await ec2.send(new DescribeTransitGatewayAttachmentsCommand(request));
  return present(found.TransitGatewayAttachments?.[0]);
}

test("an endpoint at a transit gateway is pending until it is attached, and available with a zone", async () => {
  const TransitGatewayId = await newTransitGateway();
  const AvailabilityZones = ["ap-northeast-2a", "ap-northeast-2c"];
  const id = await newEndpoint({ TransitGatewayConfiguration: { TransitGatewayId, AvailabilityZones } });
  expect((await read(id)).Status).toEqual({ Code: "pending" });
  await control.advance({ advanceSeconds: 60 });
  const endpoint = await read(id);
  expect(endpoint).toMatchObject({
    Status: { Code: "available" },
    TransitGatewayConfiguration: { TransitGatewayId, AvailabilityZones },
  });
  expect(endpoint.VpcId).toBeUndefined();
  const attachmentId = present(endpoint.TransitGatewayConfiguration?.TransitGatewayAttachmentId);
  expect(await attachmentState(attachmentId)).toMatchObject({
    ResourceType: "client-vpn",
    ResourceId: id,
    State: "available",
  });
});

test("its attachment propagates the client CIDR to the default route table", async () => {
  const { TransitGatewayId, attachmentId } = await newAttached();
  const { TransitGateways } = await ec2.send(
    new DescribeTransitGatewaysCommand({ TransitGatewayIds: [TransitGatewayId] }),
  );
  const TransitGatewayRouteTableId = TransitGateways?.[0]?.Options?.PropagationDefaultRouteTableId;
  const Filters = [{ Name: "type", Values: ["propagated"] }];
  const { Routes } = await ec2.send(new SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId, Filters }));
  expect(Routes).toMatchObject([
    {
      DestinationCidrBlock: "172.20.0.0/16",
      State: "active",
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId: attachmentId, ResourceType: "client-vpn" }],
    },
  ]);
});

test("its networks are zones, never subnets, and its routes need no target", async () => {
  const { id: ClientVpnEndpointId, attachmentId } = await newAttached();
  const associate = (given: object) =>
    ec2.send(new AssociateClientVpnTargetNetworkCommand({ ClientVpnEndpointId, ...given }));
  await expectRefusal(associate({ SubnetId: "subnet-0123456789abcdef0" }), "InvalidParameterCombination");
  await expectRefusal(associate({}), "MissingParameter");
  await associate({ AvailabilityZone: "ap-northeast-2a" });
  await expectRefusal(associate({ AvailabilityZoneId: "apne2-az1" }), "InvalidClientVpnSubnetId.DuplicateAz");
  await control.advance({ advanceSeconds: 30 });
  expect(await networks(ClientVpnEndpointId)).toMatchObject([
    { AvailabilityZones: ["ap-northeast-2a"], AvailabilityZoneIds: ["apne2-az1"], Status: { Code: "associated" } },
  ]);
  await ec2.send(new CreateClientVpnRouteCommand({ ClientVpnEndpointId, DestinationCidrBlock: "10.0.0.0/8" }));
  await control.advance({ advanceSeconds: 10 });
  const { Routes } = await ec2.send(new DescribeClientVpnRoutesCommand({ ClientVpnEndpointId }));
  expect(Routes).toMatchObject([
    { DestinationCidr: "10.0.0.0/8", TransitGatewayAttachmentId: attachmentId, Status: { Code: "active" } },
  ]);
});

test("it takes no VPC besides, at creation or later", async () => {
  const VpcId = await newVpc();
  const { id, TransitGatewayId } = await newAttached();
  await expectRefusal(
    newEndpoint({ VpcId, TransitGatewayConfiguration: { TransitGatewayId } }),
    "InvalidParameterCombination",
  );
  const modify = (given: object) => ec2.send(new ModifyClientVpnEndpointCommand({ ClientVpnEndpointId: id, ...given }));
  await expectRefusal(modify({ VpcId }), "IncorrectState");
  await expectRefusal(modify({ TransitGatewayConfiguration: { TransitGatewayId } }), "UnsupportedOperation");
});

test("its attachment holds the transit gateway, and is accepted by itself", async () => {
  const { TransitGatewayId, attachmentId: TransitGatewayAttachmentId } = await newAttached();
  await expectRefusal(ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId })), "IncorrectState");
  for (const Command of [
    AcceptTransitGatewayClientVpnAttachmentCommand,
    RejectTransitGatewayClientVpnAttachmentCommand,
  ])
    await expectRefusal(
      ec2.send(new Command({ TransitGatewayAttachmentId })),
      "IncorrectState",
      `${TransitGatewayAttachmentId} is in invalid state`,
    );
});

test("its attachment is deleted when no network is associated, or together with the endpoint", async () => {
  const used = await newAttached({ AvailabilityZones: ["ap-northeast-2a"] });
  const remove = (TransitGatewayAttachmentId: string) =>
    ec2.send(new DeleteTransitGatewayClientVpnAttachmentCommand({ TransitGatewayAttachmentId }));
  await expectRefusal(remove(used.attachmentId), "IncorrectState");
  const AssociationId = present((await networks(used.id))[0]?.AssociationId);
  await ec2.send(new DisassociateClientVpnTargetNetworkCommand({ ClientVpnEndpointId: used.id, AssociationId }));
  await control.advance({ advanceSeconds: 30 });
  const { TransitGatewayClientVpnAttachment: removed } = await remove(used.attachmentId);
  expect(removed).toMatchObject({ State: "deleting", ClientVpnEndpointId: used.id });

  const other = await newAttached();
  await ec2.send(new DeleteClientVpnEndpointCommand({ ClientVpnEndpointId: other.id }));
  await control.advance({ advanceSeconds: 30 });
  expect((await attachmentState(other.attachmentId)).State).toBe("deleted");
  await ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId: other.TransitGatewayId }));
});

test("without its attachment it takes no new networks", async () => {
  const { id: ClientVpnEndpointId, attachmentId: TransitGatewayAttachmentId } = await newAttached();
  await ec2.send(new DeleteTransitGatewayClientVpnAttachmentCommand({ TransitGatewayAttachmentId }));
  await expectRefusal(
    ec2.send(new AssociateClientVpnTargetNetworkCommand({ ClientVpnEndpointId, AvailabilityZone: "ap-northeast-2a" })),
    "IncorrectState",
  );
});
