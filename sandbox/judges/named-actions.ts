import { operations } from "../protocol/operations";

/** The EC2 actions that a Python script calls by boto3's names for them: `create_vpc` is CreateVpc. */
export function namedActions(script: string): string[] {
  const words = new Set(script.match(/\b[a-z][a-z0-9]*(_[a-z0-9]+)+\b/g));
  return [...operations.keys()].filter((action) => words.has(pythonName(action)));
}

/** As botocore's `xform_name`, for the names that EC2 has. */
export function pythonName(action: string): string {
  return action
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
