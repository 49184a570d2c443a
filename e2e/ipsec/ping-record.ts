import type { World } from "./world";

export interface PingRecord {
  lost: number;
  /** The longest time without an answer, to the tenth; 0 when every ping was answered. */
  longestGapSeconds: number;
  /** Pings without an answer after that time was over. */
  lostAfterGap: number;
}

export interface PingWatch {
  /** Waits until pings are answered again, and for two seconds more. */
  untilAnswered(timeoutMs: number): Promise<void>;
  end(): Promise<PingRecord>;
}

/** Pings the VPC from the site five times a second until it is told to end. */
export async function watchPings(world: World): Promise<PingWatch> {
  await world.must(
    "onprem",
    `ping -n -D -O -i 0.2 10.50.1.100 >${RECORD} 2>&1 </dev/null & echo $! >${RECORD}.pid; sleep 1`,
  );
  return {
    untilAnswered: async (timeoutMs) => {
      await world.until("onprem", `tail -n 3 ${RECORD}`, /no answer yet/, { timeoutMs: 5_000 });
      await world.until("onprem", `tail -n 10 ${RECORD} | grep -c 'bytes from'`, /^10$/m, { timeoutMs });
    },
    end: async () => readRecord(await world.must("onprem", `kill -INT $(cat ${RECORD}.pid); sleep 0.3; cat ${RECORD}`)),
  };
}

const RECORD = "/tmp/pings";

/** Lines such as "[1760000000.123] 64 bytes from 10.50.1.100: icmp_seq=7 ttl=62 time=1 ms". */
function readRecord(text: string): PingRecord {
  const answered = [...text.matchAll(/^\[(\d+\.\d+)\] 64 bytes .*icmp_seq=(\d+) /gm)].map(([, time, sequence]) => ({
    time: Number(time),
    sequence: Number(sequence),
  }));
  const [first] = answered;
  if (first === undefined) throw new Error(`No ping was answered at all:\n${text}`);
  let previous = first;
  let longest = { seconds: 0, until: first.sequence };
  for (const answer of answered) {
    const seconds = answer.time - previous.time;
    if (answer.sequence > previous.sequence + 1 && seconds > longest.seconds)
      longest = { seconds, until: answer.sequence };
    previous = answer;
  }
  const missing = (from: number) =>
    previous.sequence - from + 1 - answered.filter(({ sequence }) => sequence >= from).length;
  return {
    lost: missing(first.sequence),
    longestGapSeconds: Math.round(longest.seconds * 10) / 10,
    lostAfterGap: missing(longest.until),
  };
}
