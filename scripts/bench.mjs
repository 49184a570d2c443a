// npm run bench: what the figures need (packages, browser, build), then the figures. `-- --only javascript` measures one group.
import { ensureBuilt, ensureGenerated } from "./start/build.mjs";
import { ensureInstalled } from "./start/install.mjs";
import { ensureBrowser } from "./test/install-tools.mjs";
import { runStep } from "./test/run-step.mjs";

await ensureInstalled();
await ensureGenerated();
await ensureBuilt();
await ensureBrowser();
process.exitCode = await runStep(["--import", "tsx", "scripts/bench/run.ts", ...process.argv.slice(2)]);
