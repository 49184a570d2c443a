import {
  AssociateClientVpnTargetNetworkCommand,
  CreateClientVpnEndpointCommand,
  type CreateClientVpnEndpointCommandInput,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeClientVpnEndpointsCommand,
  DescribeClientVpnTargetNetworksCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import type { SandboxControl } from "../../control-client";
import { present } from "../../test-bench";

const certificate = (name: string) => `arn:aws:acm:ap-northeast-2:111122223333:certificate/${name}`;

export const mutual = {
  Type: "certificate-authentication" as const,
  MutualAuthentication: { ClientRootCertificateChainArn: certificate("clients") },
};

export const directory = {
  Type: "directory-service-authentication" as const,
  ActiveDirectory: { DirectoryId: "d-0123456789" },
};

export const federated = {
  Type: "federated-authentication" as const,
  FederatedAuthentication: { SAMLProviderArn: "arn:aws:iam::111122223333:saml-provider/people" },
};

/** What every endpoint needs. */
export const plain: CreateClientVpnEndpointCommandInput = {
  ServerCertificateArn: certificate("server"),
  AuthenticationOptions: [mutual],
  ClientCidrBlock: "172.20.0.0/16",
  ConnectionLogOptions: { Enabled: false },
};

/** The things that tests of Client VPN begin with, made by the real client. */
export function clientVpnBench(ec2: EC2Client, control: SandboxControl) {
  async function newVpc(CidrBlock = "10.50.0.0/16"): Promise<string> {
    return present((await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId);
  }

  async function newSubnet(VpcId: string, CidrBlock: string, letter = "a"): Promise<string> {
    const AvailabilityZone = `ap-northeast-2${letter}`;
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }));
    return present(Subnet?.SubnetId);
  }

  async function newEndpoint(given: Partial<CreateClientVpnEndpointCommandInput> = {}): Promise<string> {
    const made = await ec2.send(new CreateClientVpnEndpointCommand({ ...plain, ...given }));
    return present(made.ClientVpnEndpointId);
  }

  /** An endpoint that takes clients, with its network. */
  async function newAvailable(given: Partial<CreateClientVpnEndpointCommandInput> = {}) {
    const VpcId = await newVpc();
    const SubnetId = await newSubnet(VpcId, "10.50.1.0/24");
    const ClientVpnEndpointId = await newEndpoint(given);
    const request = { ClientVpnEndpointId, SubnetId };
    const { AssociationId } = await ec2.send(new AssociateClientVpnTargetNetworkCommand(request));
    await control.advance({ advanceSeconds: 60 });
    return { VpcId, SubnetId, ClientVpnEndpointId, AssociationId: present(AssociationId) };
  }

  async function read(id: string) {
    const request = { ClientVpnEndpointIds: [id] };
    return present((await ec2.send(new DescribeClientVpnEndpointsCommand(request))).ClientVpnEndpoints?.[0]);
  }

  async function networks(ClientVpnEndpointId: string) {
    const found = await ec2.send(new DescribeClientVpnTargetNetworksCommand({ ClientVpnEndpointId }));
    return present(found.ClientVpnTargetNetworks);
  }

  return { newVpc, newSubnet, newEndpoint, newAvailable, read, networks };
}
