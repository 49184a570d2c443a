import type {
  InstanceMetadataOptionsRequest,
  InstanceMetadataOptionsResponse,
  ModifyInstanceMetadataOptionsRequest,
  ModifyInstanceMetadataOptionsResult,
} from "@aws-sdk/client-ec2";
import type { Operation, Wire } from "../../operation";
import { invalidValue, missingParameter, need } from "../../protocol/errors";

/** How an instance may read about itself. */
export type MetadataOptions = {
  tokens: string;
  hopLimit: number;
  endpoint: string;
  ipv6: string;
  tags: string;
};

/** Amazon Linux 2023 asks for tokens by itself and allows a container between (AL2023 User Guide, IMDSv2). */
const standard: MetadataOptions = {
  tokens: "required",
  hopLimit: 2,
  endpoint: "enabled",
  ipv6: "disabled",
  tags: "disabled",
};

const hopLimitMax = 64;

export const ModifyInstanceMetadataOptions: Operation<
  ModifyInstanceMetadataOptionsRequest,
  ModifyInstanceMetadataOptionsResult
> = (input, world) => {
  const { InstanceId, ...given } = input;
  const instance = world.instances.requireLive(need(InstanceId, "InstanceId"));
  if (Object.keys(given).length === 0) throw missingParameter("HttpTokens");
  instance.metadata = readMetadataOptions(given, instance.metadata);
  return { InstanceId: instance.id, InstanceMetadataOptions: metadataView(instance.metadata) };
};

export function readMetadataOptions(input: InstanceMetadataOptionsRequest, before = standard): MetadataOptions {
  const hopLimit = input.HttpPutResponseHopLimit ?? before.hopLimit;
  if (hopLimit < 1 || hopLimit > hopLimitMax)
    throw invalidValue("HttpPutResponseHopLimit", hopLimit, `Must be from 1 to ${hopLimitMax}.`);
  return {
    hopLimit,
    tokens: input.HttpTokens ?? before.tokens,
    endpoint: input.HttpEndpoint ?? before.endpoint,
    ipv6: input.HttpProtocolIpv6 ?? before.ipv6,
    tags: input.InstanceMetadataTags ?? before.tags,
  };
}

export function metadataView(options: MetadataOptions): Wire<InstanceMetadataOptionsResponse> {
  return {
    State: "applied",
    HttpTokens: options.tokens,
    HttpPutResponseHopLimit: options.hopLimit,
    HttpEndpoint: options.endpoint,
    HttpProtocolIpv6: options.ipv6,
    InstanceMetadataTags: options.tags,
  };
}
