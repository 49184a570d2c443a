import type { Filter, ListSecretsCommandInput, ListSecretsCommandOutput } from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../operation";
import { cutPage } from "../page";
import { check, invalidParameter, pageMax, wrongToken } from "./require";
import { stagesOf, view } from "./secret";
import { liveSecrets, type Secret } from "./secrets";

/** Secrets by the time they were made, the newest first unless asked otherwise (order unconfirmed). */
export const ListSecrets: Operation<ListSecretsCommandInput, ListSecretsCommandOutput> = (input, world) => {
  check(input);
  const found = liveSecrets(world)
    .filter(({ deletion }) => input.IncludePlannedDeletion || deletion === undefined)
    .filter((secret) => (input.Filters ?? []).every((filter) => passes(secret, filter)));
  if (input.SortOrder !== "asc") found.reverse();
  const { page, nextToken } = cutPage(found, {
    token: input.NextToken,
    size: input.MaxResults ?? pageMax,
    refusal: wrongToken,
  });
  return {
    SecretList: page.map((secret) => ({ ...view(secret), SecretVersionsToStages: stagesOf(secret) })),
    NextToken: nextToken,
  };
};

/** A value matches as a prefix, one after `!` excludes (ListSecrets, "Filters"). */
function passes(secret: Secret, { Key, Values = [] }: Filter): boolean {
  const read = Key !== undefined && Object.hasOwn(readers, Key) ? readers[Key] : undefined;
  if (!read)
    throw invalidParameter(
      `1 validation error detected: Value '${Key}' at 'filters' failed to satisfy constraint: Member must satisfy enum value set: [${Object.keys(readers).join(", ")}]`,
    );
  const values = read(secret);
  return Values.some((wanted) =>
    wanted.startsWith("!")
      ? !values.some((value) => value.startsWith(wanted.slice(1)))
      : values.some((value) => value.startsWith(wanted)),
  );
}

const readers: Record<string, (secret: Secret) => string[]> = {
  description: ({ description }) => [description ?? ""],
  name: ({ name }) => [name],
  "tag-key": ({ tags }) => [...tags.keys()],
  "tag-value": ({ tags }) => [...tags.values()],
  "primary-region": () => [],
  "owning-service": ({ owner }) => (owner === undefined ? [] : [owner]),
  all: ({ name, description = "", tags }) =>
    [name, description, ...tags.keys(), ...tags.values()].flatMap((text) => [text, ...text.split(/[^\w]+/)]),
};
