import type { ResourceType, TagSpecification } from "@aws-sdk/client-ec2";
import { ApiError } from "../../protocol/errors";
import type { Kind } from "../../resources/kinds";
import { catchUp } from "../../transitions";
import type { World } from "../../world";

/** What could not be taken over, and why. */
export type Skipped = { id: string; reason: string };

/** One network being copied into a world: by the same calls a client would make, with ids chosen beforehand. */
export class Copying {
  readonly skipped: Skipped[] = [];

  constructor(readonly world: World) {}

  /** Makes one thing; what EC2 would refuse is left out and said. */
  take(id: string, make: () => unknown): void {
    try {
      make();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.skipped.push({ id, reason: `${error.code}: ${error.message}` });
    } finally {
      this.world.promisedIds.clear();
    }
  }

  promise(kind: Kind, ...ids: (string | undefined)[]): void {
    const known = ids.filter((id) => id !== undefined);
    if (known.length) this.world.promisedIds.set(kind, known);
  }

  /** Lets what was begun come to its end. */
  wait(seconds: number): void {
    catchUp(this.world, this.world.nowMs + seconds * 1000);
  }
}

/** Tags at creation. Those that AWS itself gave cannot be given again. */
export function tagged(type: ResourceType, tags: { Key: string; Value: string }[]): TagSpecification[] {
  const own = tags.filter(({ Key }) => !/^aws:/i.test(Key));
  return own.length ? [{ ResourceType: type, Tags: own }] : [];
}
