import type { World } from "./world";

/**
 * The SDK's output type as the wire allows it: enums are open strings (EC2 says `modifying`, which the model's enum
 * of connection states lacks).
 */
export type Wire<T> = T extends string
  ? string
  : T extends Date | number | boolean | Uint8Array | undefined
    ? T
    : T extends (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [Member in keyof T]?: Wire<T[Member]> | undefined }
        : T;

/** What one EC2 action does to a world. The protocol has checked names, types and required members; DryRun never arrives here. */
export type Operation<Input, Output = undefined> = (input: Input, world: World) => Wire<Output>;
