import { parseAsArrayOf, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** What of the topology page stands in its URL, so that a link shows what its sender saw. Read by the server and by the browser. */
export const topologyParsers = {
  /** Key of the selected piece: its panel is open. */
  focus: parseAsString,
  /** With a focus: everything off its path is dimmed. */
  path: parseAsBoolean.withDefault(false),
  q: parseAsString.withDefault(""),
  problems: parseAsBoolean.withDefault(false),
  view: parseAsStringLiteral(["canvas", "table"]).withDefault("canvas"),
  /** Keys of opened stacks and VPCs. */
  open: parseAsArrayOf(parseAsString).withDefault([]),
  /** How many rows the table shows. */
  rows: parseAsInteger.withDefault(50),
};
