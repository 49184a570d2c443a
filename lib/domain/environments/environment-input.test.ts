import { expect, it } from "vitest";
import { environmentInput, slugOf } from "./environment-input";

const good = {
  name: "Seoul",
  purpose: "production",
  region: "ap-northeast-2",
  mode: "default",
  selfApproval: false,
  refreshSeconds: 30,
};

function problemsOf(input: object): string[] {
  const { error } = environmentInput.safeParse({ ...good, ...input });
  return error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
}

it("takes an environment that signs in with the default chain", () => {
  expect(problemsOf({})).toEqual([]);
});

it.each([
  [{ name: " " }, "name: environments.problems.name"],
  [{ region: "Seoul" }, "region: environments.problems.region"],
  [{ endpointUrl: "localhost:4566" }, "endpointUrl: environments.problems.url"],
  [{ endpointUrl: "file:///etc" }, "endpointUrl: environments.problems.url"],
  [{ mode: "profile" }, "profile: environments.problems.profile"],
  [{ mode: "keys" }, "accessKeyId: environments.problems.accessKeyId"],
  [{ mode: "role", roleArn: "arn:aws:iam::1:role/x" }, "roleArn: environments.problems.roleArn"],
  [{ controlUrl: "http://127.0.0.1:3002" }, "controlUrl: environments.problems.controlUrl"],
])("refuses %j beside the field", (input, problem) => {
  expect(problemsOf(input)).toEqual([problem]);
});

it("GovCloud and China have Regions and partitions of their own", () => {
  const role = { mode: "role", roleArn: "arn:aws-us-gov:iam::123456789012:role/team/underpass" };
  expect(problemsOf({ ...role, region: "us-gov-west-1" })).toEqual([]);
  expect(problemsOf({ region: "cn-north-1" })).toEqual([]);
});

it("an address is made of the name, of the Region where the name has no plain letters, and never of a taken word", () => {
  const region = "ap-northeast-2";
  expect(slugOf({ name: "Seoul (sandbox)", region }, new Set())).toBe("seoul-sandbox");
  expect(slugOf({ name: "서울", region }, new Set())).toBe("ap-northeast-2");
  expect(slugOf({ name: "Seoul", region }, new Set(["seoul"]))).toBe("seoul-2");
  expect(slugOf({ name: "Settings", region }, new Set())).toBe("settings-2");
});
