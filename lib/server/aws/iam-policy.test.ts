import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { ec2Commands } from "./ec2-commands";

const policySchema = z.object({ Statement: z.array(z.object({ Sid: z.string(), Action: z.array(z.string()) })) });
const policy = policySchema.parse(JSON.parse(readFileSync("docs/iam-policy.json", "utf8")));
const granted = policy.Statement.flatMap((statement) => statement.Action);
const callable = Object.keys(ec2Commands).map((action) => `ec2:${action}`);

test("the documented policy grants every call that the console can make, and no other", () => {
  // RunInstances reads an image's parameter with the caller's rights (EC2 user guide, "Reference AMIs").
  const besides = ["ssm:GetParameters", "sts:GetCallerIdentity"];
  expect(granted.toSorted()).toEqual([...callable, ...besides].toSorted());
});

test("the statement for seeing the network grants nothing that changes it", () => {
  const see = policy.Statement.find((statement) => statement.Sid === "SeeTheNetwork");
  expect(see?.Action.filter((action) => !/^(ec2:(Describe|Get)|sts:Get)/.test(action))).toEqual([]);
});
