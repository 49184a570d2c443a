import { createRequire } from "node:module";
import { NormalizedSchema } from "@smithy/core/schema";
import { requiredMembers } from "../protocol/shape";

/** What the SDK's schemas say of one operation. */
export type ServiceOperation = { name: string; input: NormalizedSchema; output: NormalizedSchema };

/** One AWS service as its SDK describes it, read when the first call for it arrives: most sandboxes never get one. */
export type ServiceModel = {
  operations: ReadonlyMap<string, ServiceOperation>;
  /** The query protocol's name of an error shape, where they differ: `ValidationException` is `ValidationError`. */
  queryCodes: ReadonlyMap<string, string>;
  /** The service in X-Amz-Target and in the path of RPC calls. */
  target: string;
  xmlNamespace: string;
  /** How the service says that a required member is absent; the path is the member's in the input. */
  missing(path: string[]): Error;
};

/** Reads the operations and errors out of an SDK client's package. */
export function readModel(clientPackage: string, facts: Pick<ServiceModel, "target" | "xmlNamespace" | "missing">) {
  const found: Record<string, unknown> = createRequire(import.meta.url)(clientPackage);
  const schemas = Object.values(found).filter((value): value is unknown[] => Array.isArray(value));
  return {
    ...facts,
    operations: new Map(
      schemas.filter(([kind]) => kind === operationKind).map((raw) => [String(raw[2]), operationOf(raw)]),
    ),
    queryCodes: new Map(schemas.filter(([kind]) => kind === errorKind).flatMap(queryCodeOf)),
  } satisfies ServiceModel;
}

/** The names of the members a structure must have. */
export function requiredOf(schema: NormalizedSchema): string[] {
  return requiredMembers(schema.getSchema());
}

/** The SDK marks a schema by its first element: [9, namespace, name, traits, () => input, () => output]. */
const operationKind = 9;
/** [-3, namespace, name, traits, …] */
const errorKind = -3;

function operationOf(raw: unknown[]): ServiceOperation {
  const [, , name, , input, output] = raw as [number, string, string, unknown, never, never];
  return { name, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output) };
}

function queryCodeOf([, , name, traits]: unknown[]): [string, string][] {
  if (typeof traits !== "object" || traits === null || !("awsQueryError" in traits)) return [];
  const [code] = traits.awsQueryError as [string, number];
  return [[String(name), code]];
}
