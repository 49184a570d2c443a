import "server-only";
import { UnreadableAnswer } from "./ec2-error";

/** EC2's paging members, the same in every paged Describe. */
interface PagedInput {
  MaxResults?: number;
  NextToken?: string;
}

// A token that never ends would keep the worker for ever; 1,000 pages of route tables are 100,000 of them.
const PAGES_MAX = 1000;

/**
 * Makes a call that asks for page after page and returns one output whose lists hold all of them. Whoever sends it took the turn of the
 * first page.
 */
export function allPages<
  Client,
  Input extends PagedInput,
  Output extends { NextToken?: string },
  Options extends { takeTurn?: () => Promise<void> },
>(
  sendPage: (client: Client, input: Input, options: Options) => Promise<Output>,
  pageSize: number,
): (client: Client, input: Input, options: Options) => Promise<Output> {
  return async (client, input, options) => {
    // EC2 refuses MaxResults beside a list of ids.
    const size = asksForIds(input) ? {} : { MaxResults: pageSize };
    const joined = withList(await sendPage(client, { ...size, ...input }, options));
    let next = joined.NextToken;
    for (let page = 1; next; page++) {
      if (page >= PAGES_MAX) throw new Error(`EC2 answered ${PAGES_MAX} pages and offers yet another`);
      await options.takeTurn?.();
      const output = withList(await sendPage(client, { ...size, ...input, NextToken: next }, options));
      appendLists(joined, output);
      next = output.NextToken;
    }
    joined.NextToken = undefined;
    return joined;
  };
}

/** Makes a call to an action that EC2 answers in one piece, however long the list. */
export function onePage<Client, Input, Output extends object, Options>(
  send: (client: Client, input: Input, options: Options) => Promise<Output>,
): (client: Client, input: Input, options: Options) => Promise<Output> {
  return async (client, input, options) => withList(await send(client, input, options));
}

/**
 * The SDK reads a login page, an empty body or somebody else's XML with status 200 as an answer without members. EC2 writes
 * its list even when it is empty; taking a missing one for an empty one would declare everything deleted.
 */
function withList<Output extends object>(output: Output): Output {
  if (Object.values(output).some(Array.isArray)) return output;
  throw new UnreadableAnswer(output);
}

function asksForIds(input: object): boolean {
  return Object.entries(input).some(([name, value]) => name.endsWith("Ids") && value !== undefined);
}

function appendLists(joined: object, page: object): void {
  for (const [name, items] of Object.entries(page)) {
    if (!Array.isArray(items)) continue;
    const list: unknown = Reflect.get(joined, name);
    if (Array.isArray(list)) for (const item of items) list.push(item);
    else Reflect.set(joined, name, items);
  }
}
