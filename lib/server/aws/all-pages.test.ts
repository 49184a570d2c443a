import { expect, it } from "vitest";
import { allPages, onePage } from "./all-pages";

interface Input {
  MaxResults?: number;
  NextToken?: string;
  VpcIds?: string[];
}

function server(pages: { Vpcs?: string[]; NextToken?: string }[]) {
  const asked: Input[] = [];
  const send = allPages(async (_client: null, input: Input, _options: object) => {
    asked.push(input);
    return { ...(pages[asked.length - 1] ?? {}) };
  }, 1000);
  return { asked, send };
}

it("joins the lists of all pages", async () => {
  const { asked, send } = server([{ Vpcs: ["a"], NextToken: "1" }, { Vpcs: ["b"], NextToken: "2" }, { Vpcs: ["c"] }]);
  expect((await send(null, {}, {})).Vpcs).toEqual(["a", "b", "c"]);
  expect(asked).toEqual([
    { MaxResults: 1000 },
    { MaxResults: 1000, NextToken: "1" },
    { MaxResults: 1000, NextToken: "2" },
  ]);
});

it("asks for named ids without a page size, which EC2 refuses beside them", async () => {
  const { asked, send } = server([{ Vpcs: [] }]);
  await send(null, { VpcIds: ["vpc-1"] }, {});
  expect(asked).toEqual([{ VpcIds: ["vpc-1"] }]);
});

it("an answer without its list is unreadable, on any page", async () => {
  await expect(server([{}]).send(null, {}, {})).rejects.toThrow("UnreadableAnswer");
  await expect(server([{ Vpcs: ["a"], NextToken: "1" }, {}]).send(null, {}, {})).rejects.toThrow("UnreadableAnswer");
  await expect(onePage(async () => ({}))(null, {}, {})).rejects.toThrow("UnreadableAnswer");
});
