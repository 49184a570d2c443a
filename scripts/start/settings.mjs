import fs from "node:fs";
import path from "node:path";
import { StartError } from "./report.mjs";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/**
 * The settings of a start, read from the environment. Every wrong one is named, all in one message, before anything runs.
 * `databaseUrl`, `secret`, `adminEmail` and `adminPassword` are undefined where the start makes its own.
 */
export function readSettings(env = process.env) {
  const problems = [];
  const read = (name, parse, fallback) => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    const result = parse(text);
    if (result.problem) problems.push(`${name} ${result.problem}`);
    return result.value;
  };

  const databaseUrl = read("DATABASE_URL", parsePostgresUrl);
  const secret = read("UNDERPASS_SECRET", parseSecret);
  const adminEmail = read("UNDERPASS_ADMIN_EMAIL", parseEmail);
  const adminPassword = read("UNDERPASS_ADMIN_PASSWORD", parsePassword);
  const port = read("PORT", parsePort, 3000);
  const sandboxPort = read("SANDBOX_PORT", parsePort, 3001);
  const host = read("HOST", (text) => ({ value: text }), "127.0.0.1");
  const settings = {
    port,
    host,
    sandboxPort,
    sandboxControlPort: sandboxPort === undefined ? undefined : sandboxPort + 1,
    dataFolder: path.resolve(ROOT, env.UNDERPASS_DATA?.trim() || ".underpass"),
    databaseUrl,
    secret,
    adminEmail,
    adminPassword,
    publicUrl: read("UNDERPASS_URL", parsePublicUrl, `http://${hostForUrl(host)}:${port}`),
    demo: read("UNDERPASS_DEMO", parseSwitch, databaseUrl === undefined && adminEmail === undefined),
  };

  // Web and worker read these from what they inherit.
  read("UNDERPASS_SECRET_PREVIOUS", parseSecret);
  read("UNDERPASS_KMS_ENDPOINT", parsePublicUrl);
  const kmsKey = read("UNDERPASS_KMS_KEY_ID", parseKmsKey);
  const kmsRegion = read(
    "UNDERPASS_KMS_REGION",
    parseRegion,
    kmsKey?.startsWith("arn:") ? kmsKey.split(":")[3] : undefined,
  );
  if (kmsKey && !kmsRegion && !env.UNDERPASS_KMS_REGION?.trim())
    problems.push("UNDERPASS_KMS_REGION is needed with UNDERPASS_KMS_KEY_ID where that is not an ARN");
  if (databaseUrl && !env.UNDERPASS_SECRET) {
    problems.push(
      "UNDERPASS_SECRET is needed with DATABASE_URL: it encrypts what that database holds. Set at least 32 characters, for instance from: openssl rand -base64 32",
    );
  }
  if (settings.demo && port !== undefined && [sandboxPort, settings.sandboxControlPort].includes(port)) {
    problems.push(`SANDBOX_PORT takes two ports, its own and the next one, and PORT is ${port}: choose another one`);
  }
  read("UNDERPASS_AUDIT_HEAD_FILE", parseFile);
  read("LOG_LEVEL", parseLogLevel);
  if (problems.length > 0)
    throw new StartError(["These settings cannot be used:", ...problems.map((line) => `  ${line}`)].join("\n"));
  return settings;
}

/** The host under which a person on this machine opens the console. */
function hostForUrl(host) {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function parsePort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65534) return { value: port };
  return { problem: `must be a port between 1 and 65534; it is "${text}"` };
}

// The value may hold a password, so it is not repeated.
function parsePostgresUrl(text) {
  const isUrl = URL.canParse(text) && ["postgres:", "postgresql:"].includes(new URL(text).protocol);
  return isUrl ? { value: text } : { problem: "must be a URL such as postgresql://user:password@host:5432/underpass" };
}

function parseSecret(text) {
  return text.length >= 32 ? { value: text } : { problem: `needs at least 32 characters; it has ${text.length}` };
}

function parseKmsKey(text) {
  return /^(arn:aws[\w-]*:kms:[\w-]+:\d{12}:(key|alias)\/|alias\/|(mrk-)?[0-9a-f-]{32,36}$)/.test(text)
    ? { value: text }
    : { problem: `must be the ARN, the id or the alias (alias/…) of a KMS key; it is "${text}"` };
}

function parseRegion(text) {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(text)
    ? { value: text }
    : { problem: `must be a Region such as eu-central-1; it is "${text}"` };
}

function parsePassword(text) {
  return text.length >= 10 ? { value: text } : { problem: `needs at least 10 characters; it has ${text.length}` };
}

function parseEmail(text) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
    ? { value: text.toLowerCase() }
    : { problem: `must be an e-mail address; it is "${text}"` };
}

function parsePublicUrl(text) {
  const isUrl = URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
  return isUrl
    ? { value: text.replace(/\/+$/, "") }
    : { problem: `must be an address such as https://vpn.example.com; it is "${text}"` };
}

// As lib/server/env.ts has them; web and worker read it from what they inherit.
function parseLogLevel(text) {
  const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
  return levels.includes(text) ? { value: text } : { problem: `must be one of ${levels.join(", ")}; it is "${text}"` };
}

// Web, worker and audit:verify read it from what they inherit, each from wherever it was started.
function parseFile(text) {
  if (!path.isAbsolute(text)) return { problem: `must be an absolute path; it is "${text}"` };
  return fs.existsSync(path.dirname(text))
    ? { value: text }
    : { problem: `lies in a folder that is not there: ${text}` };
}

function parseSwitch(text) {
  const value = { on: true, true: true, 1: true, off: false, false: false, 0: false }[text.toLowerCase()];
  return value === undefined ? { problem: `must be on or off; it is "${text}"` } : { value };
}
