import { createRequire } from "node:module";
import { NormalizedSchema } from "@smithy/core/schema";
import { type Shape, shapeOf } from "./shape";

/** One EC2 action as the SDK's schema describes it. Shapes are built when first asked for: most are never used. */
export type OperationSchema = { name: string; input: () => Shape; output: () => Shape };

/** Required, not imported: to offer two megabytes of CommonJS as a module, Node reads them twice more, half a second of each start. */
const ec2: Record<string, unknown> = createRequire(import.meta.url)("@aws-sdk/client-ec2");

/** Every action of the pinned EC2 API version, by name. */
export const operations: ReadonlyMap<string, OperationSchema> = collectOperations();

/** The SDK marks a schema by its first element; 9 is an operation: [9, namespace, name, traits, () => input, () => output]. */
function collectOperations(): Map<string, OperationSchema> {
  const found = new Map<string, OperationSchema>();
  for (const value of Object.values(ec2)) {
    if (!Array.isArray(value) || value[0] !== 9) continue;
    const [, , name, , input, output] = value as [number, string, string, unknown, never, never];
    found.set(name, {
      name,
      input: () => shapeOf(NormalizedSchema.of(input)),
      output: () => shapeOf(NormalizedSchema.of(output)),
    });
  }
  return found;
}
