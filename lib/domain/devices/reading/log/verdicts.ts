import { type Cause, causeNature, causeOf, causes, type LogMeaning, type WordsMeaning } from "./log-meaning";

/** What a line was told to mean, before lines are taken together. */
export interface ToldLine {
  line: number;
  time: string | null;
  tunnel: string | null;
  meaning: WordsMeaning;
  /** Names of algorithms, where the line is about them. */
  value: string | null;
  /** The states of both phases, where the entry has them. */
  isUp: { phase1: boolean; phase2: boolean } | null;
}

/** How a tunnel is at the end of the log, and what most probably keeps it there. */
export interface Verdict {
  /** AWS's outside address; null where the log does not tell. */
  tunnel: string | null;
  /** "open" when the log ends before it tells. */
  state: "up" | "down" | "open";
  /** With a tunnel that is up: what went wrong after it came up. */
  cause: Cause | null;
  /** Where the cause is told, or since when it is up. */
  lines: number[];
}

const LINES_SHOWN = 5;

/** Follows one tunnel through its log. What was solved on the way, because the phase came up after it, is no reason any more. */
export class TunnelCourse {
  private phase1 = false;
  private phase2 = false;
  private upLine: number | null = null;
  private told = new Map<Cause, number[]>();

  constructor(private readonly tunnel: string | null) {}

  /** Takes the line into account, and tells what it means here. */
  follow(line: ToldLine): LogMeaning {
    this.phase1 &&= line.isUp?.phase1 ?? true;
    this.phase2 &&= line.isUp?.phase2 ?? true;
    const meaning = this.refine(line);
    const cause = causeOf(meaning);
    if (cause !== null) this.fail(cause, line.line);
    else if (meaning === "phase2Up" || (line.isUp?.phase1 && line.isUp.phase2)) this.comeUp(line.line);
    else if (meaning === "phase1Up" || line.isUp?.phase1) this.secure();
    return meaning;
  }

  verdict(): Verdict {
    const cause = causes.find((one) => this.told.has(one)) ?? null;
    const lines = cause === null ? [] : (this.told.get(cause) ?? []);
    if (this.phase2) {
      const isTroubled = cause !== null && cause !== "noAnswer";
      const { tunnel, upLine } = this;
      return isTroubled
        ? { tunnel, state: "up", cause, lines: lines.slice(0, LINES_SHOWN) }
        : { tunnel, state: "up", cause: null, lines: upLine === null ? [] : [upLine] };
    }
    return { tunnel: this.tunnel, state: cause === null ? "open" : "down", cause, lines: lines.slice(0, LINES_SHOWN) };
  }

  private refine({ meaning, isUp }: ToldLine): LogMeaning {
    if (meaning === "proposal") return (isUp?.phase1 ?? this.phase1) ? "phase2Proposal" : "phase1Proposal";
    if (meaning === "gaveUp") return this.phase2 ? "deadPeer" : "noAnswer";
    return meaning;
  }

  private fail(cause: Cause, line: number): void {
    if (cause === "deadPeer" || cause === "ended") {
      this.phase1 = false;
      this.phase2 = false;
    }
    this.told.set(cause, [...(this.told.get(cause) ?? []).slice(0, LINES_SHOWN - 1), line]);
  }

  private secure(): void {
    this.phase1 = true;
    for (const cause of this.told.keys()) if (causeNature[cause].phase === 1) this.told.delete(cause);
  }

  private comeUp(line: number): void {
    this.phase1 = true;
    if (!this.phase2) this.upLine = line;
    this.phase2 = true;
    this.told.clear();
  }
}
