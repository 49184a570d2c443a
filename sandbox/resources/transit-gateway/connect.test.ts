import {
  CreateTransitGatewayConnectCommand,
  CreateTransitGatewayConnectPeerCommand,
  DeleteTransitGatewayConnectCommand,
  DeleteTransitGatewayConnectPeerCommand,
  DescribeTransitGatewayConnectPeersCommand,
  DescribeTransitGatewayConnectsCommand,
  ModifyTransitGatewayCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { transitGatewaySteps } from "./testing";

const { ec2, control } = await startBench();
const { settle, newGateway, removeGateway, newVpc, attach, detach } = transitGatewaySteps(ec2, control);

async function newConnect(TransportTransitGatewayAttachmentId: string): Promise<string> {
  const request = { TransportTransitGatewayAttachmentId, Options: { Protocol: "gre" } } as const;
  const { TransitGatewayConnect } = await ec2.send(new CreateTransitGatewayConnectCommand(request));
  await settle();
  return present(TransitGatewayConnect?.TransitGatewayAttachmentId);
}

test("a Connect attachment rides on a VPC's, its peers have addresses of both ends, and each holds what is below", async () => {
  const gateway = await newGateway({ TransitGatewayCidrBlocks: ["10.250.0.0/24"] });
  const transport = await attach(gateway, await newVpc());
  const id = await newConnect(transport);
  const listed = await ec2.send(new DescribeTransitGatewayConnectsCommand({ TransitGatewayAttachmentIds: [id] }));
  expect(listed.TransitGatewayConnects?.[0]).toMatchObject({
    State: "available",
    TransportTransitGatewayAttachmentId: transport,
    Options: { Protocol: "gre" },
  });
  const createPeer = (input: object = {}) =>
    ec2.send(
      new CreateTransitGatewayConnectPeerCommand({
        TransitGatewayAttachmentId: id,
        PeerAddress: "10.1.0.9",
        InsideCidrBlocks: ["169.254.100.0/29"],
        ...input,
      }),
    );
  const made = await createPeer({ BgpOptions: { PeerAsn: 65_020 } });
  const TransitGatewayConnectPeerId = present(made.TransitGatewayConnectPeer?.TransitGatewayConnectPeerId);
  await settle();
  const peers = await ec2.send(new DescribeTransitGatewayConnectPeersCommand({}));
  expect(peers.TransitGatewayConnectPeers?.[0]).toMatchObject({
    State: "available",
    ConnectPeerConfiguration: {
      TransitGatewayAddress: "10.250.0.1",
      PeerAddress: "10.1.0.9",
      InsideCidrBlocks: ["169.254.100.0/29"],
      Protocol: "gre",
      BgpConfigurations: [
        {
          TransitGatewayAsn: 64_512,
          PeerAsn: 65_020,
          TransitGatewayAddress: "169.254.100.2",
          PeerAddress: "169.254.100.1",
        },
        {
          TransitGatewayAsn: 64_512,
          PeerAsn: 65_020,
          TransitGatewayAddress: "169.254.100.3",
          PeerAddress: "169.254.100.1",
        },
      ],
    },
  });
  await expectRefusal(createPeer(), "InvalidCidr.InUse");
  await expectRefusal(createPeer({ InsideCidrBlocks: ["169.254.0.0/29"] }), "InvalidParameterValue");
  await expectRefusal(createPeer({ InsideCidrBlocks: ["10.0.0.0/29"] }), "InvalidParameterValue");
  await expectRefusal(
    createPeer({ InsideCidrBlocks: ["169.254.101.0/29"], TransitGatewayAddress: "10.9.9.9" }),
    "InvalidParameterValue",
  );
  const Options = { RemoveTransitGatewayCidrBlocks: ["10.250.0.0/24"] };
  await expectRefusal(
    ec2.send(new ModifyTransitGatewayCommand({ TransitGatewayId: gateway, Options })),
    "IncorrectState",
  );
  const deleteConnect = () => ec2.send(new DeleteTransitGatewayConnectCommand({ TransitGatewayAttachmentId: id }));
  await expectRefusal(detach(transport), "IncorrectState");
  await expectRefusal(deleteConnect(), "IncorrectState");
  await ec2.send(new DeleteTransitGatewayConnectPeerCommand({ TransitGatewayConnectPeerId }));
  await settle();
  await deleteConnect();
  await settle();
  await detach(transport);
  await removeGateway(gateway);
});

test("a Connect attachment speaks GRE over a VPC attachment only", async () => {
  const gateway = await newGateway();
  const transport = await attach(gateway, await newVpc());
  const id = await newConnect(transport);
  const create = (input: object) =>
    ec2.send(
      new CreateTransitGatewayConnectCommand({
        TransportTransitGatewayAttachmentId: transport,
        Options: { Protocol: "gre" },
        ...input,
      }),
    );
  await expectRefusal(create({ Options: { Protocol: "ipip" } }), "InvalidParameterValue");
  await expectRefusal(create({ TransportTransitGatewayAttachmentId: id }), "InvalidParameterValue");
  await expectRefusal(
    create({ TransportTransitGatewayAttachmentId: "tgw-attach-0aaaaaaaaaaaaaaaa" }),
    "InvalidTransitGatewayAttachmentID.NotFound",
  );
});
