import type {
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  ListAliasesCommandInput,
  ListAliasesCommandOutput,
  UpdateAliasCommandInput,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { cutPage } from "../page";
import { arnOf, type KmsAlias, liveKeys } from "./keys";
import { check, invalid, notFound, notPending, requireKeyById, wrongMarker } from "./require";

const pageRows = 50;
const limitMax = 100;

export const CreateAlias: Operation<CreateAliasCommandInput> = (input, world) => {
  const { name, keyId } = read(world, input);
  const arn = arnOf(world, name);
  if (world.kmsAliases.has(name))
    throw new ApiError("AlreadyExistsException", `An alias with the name ${arn} already exists`);
  world.kmsAliases.set(name, { name, arn, keyId, createdMs: world.nowMs, changedMs: world.nowMs });
  return undefined;
};

/** Lets an alias name another key. */
export const UpdateAlias: Operation<UpdateAliasCommandInput> = (input, world) => {
  const { name, keyId } = read(world, input);
  Object.assign(requireAlias(world, name), { keyId, changedMs: world.nowMs });
  return undefined;
};

export const DeleteAlias: Operation<DeleteAliasCommandInput> = (input, world) => {
  check(input);
  world.kmsAliases.delete(requireAlias(world, input.AliasName ?? "").name);
  return undefined;
};

export const ListAliases: Operation<ListAliasesCommandInput, ListAliasesCommandOutput> = (input, world) => {
  check(input);
  const { KeyId, Limit = pageRows } = input;
  if (Limit > limitMax)
    throw invalid(
      `1 validation error detected: Value '${Limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${limitMax}`,
    );
  const keyId = KeyId === undefined ? undefined : requireKeyById(world, KeyId).id;
  liveKeys(world);
  const found = [...world.kmsAliases.values()].filter((alias) => keyId === undefined || alias.keyId === keyId);
  const { page, nextToken } = cutPage(found, {
    token: input.Marker,
    size: Limit,
    refusal: wrongMarker,
  });
  return {
    Aliases: page.map((alias) => ({
      AliasName: alias.name,
      AliasArn: alias.arn,
      TargetKeyId: alias.keyId,
      CreationDate: new Date(alias.createdMs),
      LastUpdatedDate: new Date(alias.changedMs),
    })),
    NextMarker: nextToken,
    Truncated: nextToken !== undefined,
  };
};

function read(world: World, input: { AliasName: string | undefined; TargetKeyId: string | undefined }) {
  check(input);
  const { AliasName: name = "", TargetKeyId = "" } = input;
  if (!name.startsWith("alias/")) throw invalid("Invalid identifier");
  if (name.startsWith("alias/aws/"))
    throw new ApiError("NotAuthorizedException", "Aliases that begin with alias/aws/ are reserved for AWS.");
  if (name.includes(":")) throw invalid(`${name} contains invalid characters for an alias`);
  if (/(^|:)alias\//.test(TargetKeyId)) throw invalid("Aliases must refer to keys. Not aliases");
  return { name, keyId: notPending(requireKeyById(world, TargetKeyId)).id };
}

function requireAlias(world: World, name: string): KmsAlias {
  const alias = world.kmsAliases.get(name);
  if (!alias) throw notFound(`Alias ${arnOf(world, name)} is not found.`);
  return alias;
}
