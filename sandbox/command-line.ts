import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { readCredentialSettings } from "./credentials";
import type { StartOptions } from "./server";
import { isWorldName, worldChoices } from "./worlds/fill-world";

/** What the sandbox is to do. */
export type Command =
  | { help: string }
  | { start: StartOptions; importFrom: { endpoint: string; region: string } | undefined };

/** Reads arguments and environment. What is wrong is told in one line, which names the option and what it takes. */
export function readCommandLine(args: string[], env: Record<string, string | undefined>): Command {
  const { values } = parseArgs({ args, options });
  if (values.help) return { help: helpText() };
  const port = readNumber("port", values.port, portMax);
  const controlPort = readNumber("control-port", values["control-port"], portMax);
  if (port === controlPort && port !== 0) throw wrong("control-port", values["control-port"], "not that of --port");
  const endpoint = values["import-from"];
  if (endpoint !== undefined && !URL.canParse(endpoint))
    throw wrong("import-from", endpoint, "the URL of an EC2 endpoint");
  const start = {
    port,
    controlPort,
    host: values.host,
    world: readWorld(values.world),
    clock: oneOf("clock", values.clock, ["real", "stepped"]),
    speed: readNumber("speed", values.speed, 100_000),
    seed: values.seed,
    stateFile: readStateFile(values["state-file"]),
    throttling: oneOf("throttling", values.throttling, ["off", "ec2"]),
    credentials: readCredentialSettings({ file: values.credentials, variable: env.SANDBOX_CREDENTIALS }),
  };
  return { start, importFrom: endpoint === undefined ? undefined : { endpoint, region: values.region } };
}

const portMax = 65_535;

/** As `parseArgs` takes them, with what the help says of each: the form of its value, and what it is for. */
const options = {
  port: { type: "string", default: "4566", form: "N", about: "where AWS's services answer; 0 takes any free port" },
  "control-port": { type: "string", default: "4567", form: "N", about: "where the control endpoint answers" },
  host: {
    type: "string",
    default: "127.0.0.1",
    form: "ADDRESS",
    about: "for the services; control stays on 127.0.0.1",
  },
  world: { type: "string", default: "empty", form: worldChoices.join("|"), about: "what is there at first" },
  clock: { type: "string", default: "real", form: "real|stepped", about: "stepped: moves by POST /clock only" },
  speed: { type: "string", default: "1", form: "N", about: "virtual seconds in a real second" },
  seed: {
    type: "string",
    default: "underpass",
    form: "TEXT",
    about: "the same seed gives the same ids, addresses and keys",
  },
  "state-file": { type: "string", form: "FILE", about: "keeps everything across restarts; it holds pre-shared keys" },
  throttling: { type: "string", default: "off", form: "off|ec2", about: "ec2: EC2's limits of calls" },
  credentials: {
    type: "string",
    form: "FILE",
    about: "JSON with keys besides testing/testing; also SANDBOX_CREDENTIALS",
  },
  "import-from": { type: "string", form: "URL", about: "begins with a copy of the network behind an EC2 endpoint" },
  region: { type: "string", default: "ap-northeast-2", form: "REGION", about: "of what is imported" },
  help: { type: "boolean", short: "h", about: "prints this" },
} as const;

function helpText(): string {
  const rows = Object.entries(options).map(([name, option]) => {
    const usage = "form" in option ? `--${name} ${option.form}` : `--${name}`;
    const byDefault = "default" in option ? ` (${option.default})` : "";
    return `  ${usage.padEnd(43)} ${option.about}${byDefault}`;
  });
  return [
    "Usage: npm run sandbox -- [options]",
    "An endpoint for EC2 and the services around it, out of a simulated network. sandbox/BEHAVIOUR.md is what it promises.",
    "",
    ...rows,
  ].join("\n");
}

function readWorld(name: string): StartOptions["world"] {
  if (isWorldName(name)) return name;
  throw wrong("world", name, worldChoices.join(", "));
}

function readStateFile(file: string | undefined): string | undefined {
  if (file !== undefined && !existsSync(dirname(file)))
    throw wrong("state-file", file, "a file in a folder that is there");
  return file;
}

function oneOf<Choice extends string>(name: string, text: string, choices: Choice[]): Choice {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw wrong(name, text, choices.join(" or "));
  return choice;
}

function readNumber(name: string, text: string, max: number): number {
  const number = Number(text);
  if (text.trim() === "" || !(number >= 0 && number <= max)) throw wrong(name, text, `a number from 0 to ${max}`);
  return number;
}

function wrong(name: string, text: string, expected: string): Error {
  return new Error(`--${name} ${text}: expected ${expected}`);
}
