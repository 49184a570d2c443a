import { ensureBuilt } from "../../scripts/start/build.mjs";

/** Builds the console once, before each worker starts a product of its own from it. */
export default function buildProduct(): Promise<void> {
  return ensureBuilt();
}
