// Loaded into a worker before anything else (node --import): ends the process with SIGKILL at one of its boundaries, the
// moments between which a run's state on disk or in AWS differs. The product knows nothing of it.
//
// A boundary is the moment before and after each commit that touched a run, and before a call that changes something is sent
// and after its answer has come. CRASH_AT counts them from 1; CRASH_LOG takes a line for each, so that a run without a crash
// tells how many there are.
import fs from "node:fs";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import pg from "pg";

const crashAt = Number(process.env.CRASH_AT ?? 0);
const logFile = process.env.CRASH_LOG;
let count = 0;

function reach(boundary) {
  count += 1;
  if (logFile) fs.appendFileSync(logFile, `${count} ${boundary}\n`);
  // Nothing may run any more, neither a handler nor a flush: SIGKILL does not return.
  if (count === crashAt) process.kill(process.pid, "SIGKILL");
}

const TOUCHES_RUN =
  /^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(?:public"\.")?"?(Run|RunStep|Lease|Resource|SealedSecret)"/i;
/** Of each connection: the tables of its open transaction that matter. */
const touched = new WeakMap();
const query = pg.Client.prototype.query;

pg.Client.prototype.query = function queryWithBoundaries(...args) {
  const text = typeof args[0] === "string" ? args[0] : (args[0]?.text ?? "");
  const table = TOUCHES_RUN.exec(text)?.[1];
  if (/^\s*BEGIN/i.test(text)) touched.set(this, new Set());
  const open = touched.get(this);
  if (table && open) open.add(table);
  const isCommit = /^\s*COMMIT/i.test(text);
  const boundary = nameOf(isCommit ? open : open ? undefined : new Set([table]));
  if (isCommit || /^\s*ROLLBACK/i.test(text)) touched.delete(this);
  if (!boundary) return query.apply(this, args);
  reach(`before commit of ${boundary}`);
  const done = args.at(-1);
  if (typeof done === "function") {
    args[args.length - 1] = (...outcome) => {
      if (!outcome[0]) reach(`after commit of ${boundary}`);
      done(...outcome);
    };
    return query.apply(this, args);
  }
  const result = query.apply(this, args);
  return result.then((value) => {
    reach(`after commit of ${boundary}`);
    return value;
  });
};

/** Readings move Resource rows all the time; what counts is a transaction that also moved the journal. */
function nameOf(tables) {
  if (!tables?.has("Run") && !tables?.has("RunStep") && !tables?.has("Lease")) return undefined;
  return [...tables].sort().join(", ");
}

const request = http.request;
http.request = function requestWithBoundaries(...args) {
  const sent = request.apply(this, args);
  const body = [];
  const write = sent.write;
  const end = sent.end;
  sent.write = function noteAndWrite(chunk, ...rest) {
    if (chunk) body.push(Buffer.from(chunk));
    return write.call(this, chunk, ...rest);
  };
  sent.end = function noteAndEnd(chunk, ...rest) {
    if (chunk && typeof chunk !== "function") body.push(Buffer.from(chunk));
    const action = /(?:^|&)Action=(\w+)/.exec(Buffer.concat(body).toString())?.[1];
    if (!action || /^(?:Describe|Get)/.test(action)) return end.call(this, chunk, ...rest);
    reach(`before ${action}`);
    // The first listener: it stands in front of the one that hands the answer to the SDK.
    sent.prependListener("response", () => reach(`after ${action}`));
    return end.call(this, chunk, ...rest);
  };
  return sent;
};
syncBuiltinESMExports();
