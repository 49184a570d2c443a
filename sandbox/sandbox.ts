import { Calls } from "./calls";
import { Clock, type ClockOptions } from "./clock";
import { Consistency, type ConsistencyLag, consistent } from "./consistency";
import { ControlError } from "./control-error";
import { type CredentialSetting, knownCredentials } from "./credentials";
import { Faults } from "./faults";
import type { Credential } from "./protocol/sigv4";
import type { Quotas } from "./quotas";
import { decodeWorlds, encodeWorlds, loadWorlds, saveWorlds } from "./saved-state";
import { Throttling, type ThrottlingMode } from "./throttling";
import { catchUp } from "./transitions";
import { OutsideAddresses } from "./vpn/outside-addresses";
import { World } from "./world";
import { fillWorld, home, type WorldName } from "./worlds/fill-world";

export type SandboxOptions = {
  world: WorldName;
  clock: ClockOptions;
  seed: string;
  /** What differs from AWS's default quotas in new worlds. */
  quotas?: Quotas;
  throttling?: ThrottlingMode;
  /** Keys besides `testing`. */
  credentials?: CredentialSetting[];
  /** Where the worlds outlive the process. Without it each start is new. */
  stateFile?: string;
};

/** All accounts and Regions behind one endpoint, and what they share: time, faults, addresses, credentials. */
export class Sandbox {
  readonly faults: Faults;
  readonly throttling = new Throttling();
  readonly consistency = new Consistency();
  readonly calls = new Calls();
  private isSaved = false;
  private clock: Clock;
  private worlds = new Map<string, World>();
  outsideAddresses = new OutsideAddresses();
  private readonly credentials: Map<string, Credential>;

  constructor(private readonly options: SandboxOptions) {
    this.faults = new Faults(options.seed);
    this.credentials = knownCredentials(options.credentials ?? [], home);
    this.throttling.setMode(options.throttling ?? "off");
    this.clock = new Clock(options.clock);
    if (!this.restore()) this.reset(options.world);
  }

  /** Says that somebody changed something. What time changes by itself need not be saved: it is worked out again. */
  noteChange(): void {
    this.isSaved = false;
  }

  /** Keeps the worlds for the next start and for stale answers, if that is asked for and something changed. */
  save(): void {
    if (this.isSaved) return;
    this.consistency.note(this.worlds.values(), this.nowMs());
    if (this.options.stateFile !== undefined) saveWorlds(this.options.stateFile, this.worlds.values());
    this.isSaved = true;
  }

  /** All worlds as bytes, pre-shared keys included: for the control endpoint only. */
  exportState(): Buffer {
    return encodeWorlds(this.allWorlds());
  }

  /** Begins anew with exported worlds; faults and counts go. */
  importState(bytes: Uint8Array): void {
    const outsideAddresses = new OutsideAddresses();
    const worlds = decodeWorlds(bytes, { outsideAddresses, elsewhere: this.elsewhere });
    if (!worlds) throw new ControlError("Another version of the sandbox made this state");
    this.clearFaults();
    this.calls.clear();
    this.outsideAddresses = outsideAddresses;
    this.takeUp(worlds);
  }

  /** Takes up the state file, if there is one. */
  private restore(): boolean {
    const { stateFile } = this.options;
    const worlds = stateFile === undefined ? undefined : loadWorlds(stateFile, this);
    if (!worlds) return false;
    this.takeUp(worlds);
    return true;
  }

  /** Time goes on where it was, or at the present when that is later. */
  private takeUp(worlds: World[]): void {
    const { clock } = this.options;
    const startMs = Math.max(clock.startMs ?? Date.now(), ...worlds.map((world) => world.nowMs));
    this.clock = new Clock({ ...clock, startMs });
    for (const world of worlds) world.speed = this.clock.speed;
    this.worlds = new Map(worlds.map((world) => [`${world.place.account}/${world.place.region}`, world]));
  }

  /** Begins anew with a prepared world in the home account and Region; faults and counts go too, credentials stay. */
  reset(name: WorldName): void {
    this.noteChange();
    this.clearFaults();
    this.calls.clear();
    this.clock = new Clock(this.options.clock);
    this.worlds = new Map();
    this.outsideAddresses = new OutsideAddresses();
    fillWorld(name, this.worldOf(home.account, home.region));
  }

  /** How far answers are behind, from now on. */
  setLag(lag: ConsistencyLag): void {
    this.consistency.setLag(lag, this.allWorlds(), this.nowMs());
  }

  /** Ends whatever was made to go wrong. Throttling is again as the sandbox was started. */
  clearFaults(): void {
    this.faults.clear();
    this.throttling.setMode(this.options.throttling ?? "off");
    this.consistency.setLag(consistent, [], this.nowMs());
  }

  nowMs(): number {
    return this.clock.nowMs();
  }

  advance(seconds: number): void {
    this.clock.advance(seconds);
    for (const world of this.worlds.values()) catchUp(world, this.nowMs());
  }

  /** The world of an account and Region, brought to now. A new one is empty. */
  worldOf(account: string, region: string): World {
    const key = `${account}/${region}`;
    const known = this.worlds.get(key);
    const start = { seed: this.options.seed, nowMs: this.nowMs(), quotas: this.options.quotas };
    const world = known ?? new World({ account, region }, this.outsideAddresses, start, this.elsewhere);
    this.worlds.set(key, world);
    world.slowness = this.faults.slowness(this.nowMs());
    world.speed = this.clock.speed;
    catchUp(world, this.nowMs());
    return world;
  }

  /** How one world reaches another. */
  readonly elsewhere = (account: string, region: string): World => this.worldOf(account, region);

  /** Every world there is, brought to now. */
  allWorlds(): World[] {
    for (const world of this.worlds.values()) catchUp(world, this.nowMs());
    return [...this.worlds.values()];
  }

  /** Also one that has expired: AWS still knows whose it was. */
  findCredential(accessKeyId: string): Credential | undefined {
    return this.credentials.get(accessKeyId);
  }

  issueCredential(accessKeyId: string, credential: Credential): void {
    this.credentials.set(accessKeyId, credential);
  }
}
