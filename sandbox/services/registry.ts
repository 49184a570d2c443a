import { cloudWatch } from "./cloudwatch/cloudwatch";
import { ec2 } from "./ec2";
import { kms } from "./kms/kms";
import { logs } from "./logs/logs";
import { secretsManager } from "./secrets-manager/secrets-manager";
import type { Service } from "./service";
import { sts } from "./sts/sts";

/** Every simulated service, by its name in the scope of a signature. */
export const services: ReadonlyMap<string, Service> = new Map([
  ["ec2", ec2],
  ["kms", kms],
  ["logs", logs],
  ["monitoring", cloudWatch],
  ["secretsmanager", secretsManager],
  ["sts", sts],
]);
