import {
  AcceptTransitGatewayPeeringAttachmentCommand,
  CreateTransitGatewayPeeringAttachmentCommand,
  CreateTransitGatewayRouteCommand,
  DeleteTransitGatewayPeeringAttachmentCommand,
  DescribeTransitGatewayPeeringAttachmentsCommand,
  type EC2Client,
  EnableTransitGatewayRouteTablePropagationCommand,
  RejectTransitGatewayPeeringAttachmentCommand,
} from "@aws-sdk/client-ec2";
import { afterAll, describe, expect, test } from "vitest";
import { clientFor, expectRefusal, present, startBench, testing } from "../../test-bench";
import { inShort, transitGatewaySteps } from "./testing";

const { ec2: here, control, url } = await startBench();
const there = clientFor(url, testing, "eu-west-1");
afterAll(() => there.destroy());
const near = transitGatewaySteps(here, control);
const far = transitGatewaySteps(there, control);
const account = "111122223333";

async function offer(peerRegion = "eu-west-1") {
  const own = await near.newGateway();
  const peer = await (peerRegion === "eu-west-1" ? far : near).newGateway();
  const request = { TransitGatewayId: own, PeerTransitGatewayId: peer, PeerAccountId: account, PeerRegion: peerRegion };
  const made = await here.send(new CreateTransitGatewayPeeringAttachmentCommand(request));
  const attachment = present(made.TransitGatewayPeeringAttachment);
  return { own, peer, request, made: attachment, id: present(attachment.TransitGatewayAttachmentId) };
}

async function stateOf(client: EC2Client, id: string) {
  const request = { TransitGatewayAttachmentIds: [id] };
  const found = await client.send(new DescribeTransitGatewayPeeringAttachmentsCommand(request));
  return found.TransitGatewayPeeringAttachments?.[0]?.State;
}

const accept = (client: EC2Client, TransitGatewayAttachmentId: string) =>
  client.send(new AcceptTransitGatewayPeeringAttachmentCommand({ TransitGatewayAttachmentId }));
const reject = (client: EC2Client, TransitGatewayAttachmentId: string) =>
  client.send(new RejectTransitGatewayPeeringAttachmentCommand({ TransitGatewayAttachmentId }));
const remove = (client: EC2Client, TransitGatewayAttachmentId: string) =>
  client.send(new DeleteTransitGatewayPeeringAttachmentCommand({ TransitGatewayAttachmentId }));

describe("across Regions", () => {
  test("both sides see one id; the other side accepts, and static routes lead over it", async () => {
    const { own, peer, id, made, request } = await offer();
    expect(made).toMatchObject({
      State: "initiatingRequest",
      RequesterTgwInfo: { TransitGatewayId: own, OwnerId: account, Region: "ap-northeast-2" },
      AccepterTgwInfo: { TransitGatewayId: peer, OwnerId: account, Region: "eu-west-1" },
    });
    expect(made.Options).toBeUndefined();
    await expectRefusal(accept(there, id), "IncorrectState", `${id} is in invalid state`);
    await near.settle();
    expect([await stateOf(here, id), await stateOf(there, id)]).toEqual(["pendingAcceptance", "pendingAcceptance"]);
    await expectRefusal(accept(here, id), "IncorrectState", `${id} is in invalid state`);
    expect((await accept(there, id)).TransitGatewayPeeringAttachment?.State).toBe("pending");
    await near.settle();
    expect([await stateOf(here, id), await stateOf(there, id)]).toEqual(["available", "available"]);
    await expectRefusal(
      here.send(new CreateTransitGatewayPeeringAttachmentCommand(request)),
      "DuplicateTransitGatewayAttachment",
    );
    const table = await near.defaultTable(own);
    const pair = { TransitGatewayRouteTableId: table, TransitGatewayAttachmentId: id };
    await expectRefusal(here.send(new EnableTransitGatewayRouteTablePropagationCommand(pair)), "UnsupportedOperation");
    await here.send(new CreateTransitGatewayRouteCommand({ ...pair, DestinationCidrBlock: "172.20.0.0/16" }));
    expect((await near.search(table)).map(inShort)).toEqual([`172.20.0.0/16 static active ${id}`]);
    await expectRefusal(
      far.removeGateway(peer),
      "IncorrectState",
      `${peer} has non-deleted Transit Gateway Cross Region Peering Attachments: ${id}.`,
    );
    expect((await remove(there, id)).TransitGatewayPeeringAttachment?.State).toBe("deleting");
    expect(await stateOf(here, id)).toBe("deleting");
    await near.settle();
    expect([await stateOf(here, id), await stateOf(there, id)]).toEqual(["deleted", "deleted"]);
    expect((await near.search(table)).map(inShort)).toEqual(["172.20.0.0/16 static blackhole"]);
    await expectRefusal(remove(here, id), "InvalidTransitGatewayAttachmentID.NotFound");
    await far.removeGateway(peer);
    await near.removeGateway(own);
  });

  test("the other side may refuse, after which it holds neither transit gateway", async () => {
    const { own, peer, id } = await offer();
    await near.settle();
    expect((await reject(there, id)).TransitGatewayPeeringAttachment?.State).toBe("rejecting");
    await near.settle();
    expect([await stateOf(here, id), await stateOf(there, id)]).toEqual(["rejected", "rejected"]);
    await expectRefusal(accept(there, id), "IncorrectState");
    await far.removeGateway(peer);
    await near.removeGateway(own);
  });

  test("only the asker withdraws what nobody has answered", async () => {
    const { id } = await offer();
    await near.settle();
    await expectRefusal(remove(there, id), "IncorrectState");
    await remove(here, id);
    await near.settle();
    expect(await stateOf(there, id)).toBe("deleted");
  });
});

test("within a Region the accepter's side has an id of its own", async () => {
  const { own, peer, id, made } = await offer("ap-northeast-2");
  const accepter = present(made.AccepterTransitGatewayAttachmentId);
  expect(accepter).not.toBe(id);
  await near.settle();
  await expectRefusal(accept(here, id), "IncorrectState");
  await accept(here, accepter);
  await near.settle();
  expect([await stateOf(here, id), await stateOf(here, accepter)]).toEqual(["available", "available"]);
  const [side] = await near.attachments([{ Name: "transit-gateway-attachment-id", Values: [accepter] }]);
  expect(side).toMatchObject({ ResourceType: "peering", ResourceId: own, TransitGatewayId: peer });
});

test("a peer that does not exist, or is no Region's or account's, is refused", async () => {
  const TransitGatewayId = await near.newGateway();
  const create = (input: object) =>
    here.send(
      new CreateTransitGatewayPeeringAttachmentCommand({
        TransitGatewayId,
        PeerTransitGatewayId: "tgw-0aaaaaaaaaaaaaaaa",
        PeerAccountId: account,
        PeerRegion: "eu-west-1",
        ...input,
      }),
    );
  await expectRefusal(create({}), "InvalidTransitGatewayID.NotFound");
  await expectRefusal(create({ PeerAccountId: "1" }), "InvalidParameterValue");
  await expectRefusal(create({ PeerRegion: "moon-1" }), "InvalidParameterValue");
  const itself = { PeerTransitGatewayId: TransitGatewayId, PeerRegion: "ap-northeast-2" };
  await expectRefusal(create(itself), "InvalidParameterValue");
});
