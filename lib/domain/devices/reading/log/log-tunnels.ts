import type { LogEntry } from "./log-entries";

/**
 * Tells which tunnel an entry is of: by AWS's address in it, or by the thread, SA or connection that was last seen with one.
 * Where the whole log names one address only, everything is of that one.
 */
export function tunnelFinder(
  entries: readonly LogEntry[],
  awsAddresses: readonly string[],
): (entry: LogEntry) => string | null {
  const named = (text: string) => awsAddresses.filter((address) => mentions(text, address));
  const all = awsAddresses.filter((address) => entries.some(({ text }) => mentions(text, address)));
  const [only = null] = all;
  if (all.length < 2) return () => only;
  const last = new Map<string, string>();
  return ({ text }) => {
    const contexts = contextsOf(text);
    const [address, ...others] = named(text);
    if (address !== undefined && others.length === 0) {
      for (const context of contexts) last.set(context, address);
      return address;
    }
    return contexts.map((context) => last.get(context)).find((one) => one !== undefined) ?? null;
  };
}

function mentions(text: string, address: string): boolean {
  const at = text.indexOf(address);
  return at >= 0 && !/[\d.]/.test(text[at - 1] ?? "") && !/\d/.test(text[at + address.length] ?? "");
}

/** What a thread says without a message in hand, so that the one before tells nothing of it. */
const saidByTimer = /retransmit|giving up|not responding|DPD|half open|rekey/;

/** The most exact first: the SA, the connection by name, and charon's thread, which has one message in hand at a time. */
function contextsOf(text: string): string[] {
  const found = [
    /<[^<>|]{1,100}\|\d{1,9}>/.exec(text)?.[0],
    /"[^"]{1,100}"(?=(?:\[\d{1,9}\])?[^"]{0,60}#\d{1,9}:)/.exec(text)?.[0],
    /(?:ISAKMP|IKEv2)[\w-]{0,10}:? ?\((?:SESSION ID = )?\d{1,9}/.exec(text)?.[0],
    saidByTimer.test(text) ? undefined : /(?:^|\s)\d\d(?=\[[A-Z]{3}\] )/.exec(text)?.[0].trim(),
  ];
  return found.filter((context) => context !== undefined);
}
