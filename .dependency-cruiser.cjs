// Who may import whom. Types count as well: an arrow in a type is an arrow in somebody's head. Tests may import what they test with.
// dependency-cruiser reads TypeScript through @swc/core; its own parser for TypeScript does not know version 7.

const TESTS = "\\.(test|fixture)\\.tsx?$|^worker/faults/|/testing/|(^|/)testing\\.ts$|/golden/";
const GENERATED = "^lib/server/db/generated/";

/** A folder that may import nothing of ours but what is listed. */
function only(from, allowed, comment) {
  return {
    name: `${from.replaceAll("/", "-")}-imports-only`,
    comment,
    severity: "error",
    from: { path: `^${from}/`, pathNot: [TESTS, GENERATED] },
    to: { path: "^(app|components|i18n|lib|worker|sandbox|scripts|e2e|prisma)/", pathNot: [`^${from}/`, ...allowed] },
  };
}

/** Folders of one layer must not know those of a higher one. */
function layer(base, lower, higher) {
  return {
    name: `${base.replaceAll("/", "-")}-${lower[0]}-is-below-${higher[0]}`,
    comment: "The order of the layers stands in docs/architecture.md.",
    severity: "error",
    from: { path: `^${base}/(${lower.join("|")})(/|\\.)`, pathNot: TESTS },
    to: { path: `^${base}/(${higher.join("|")})(/|\\.)` },
  };
}

const SERVER_USE_CASES = ["environments", "history", "network", "observe", "policy", "telemetry"];
const SERVER_DECISIONS = ["changes", "drift", "handover", "keys", "runs", "setup"];

module.exports = {
  forbidden: [
    only(
      "components",
      ["^lib/(domain/|errors|format)", "^i18n/"],
      "Components get data and actions as props; they never import a route or the server.",
    ),
    only("lib/domain", ["^lib/(errors|format)"], "The domain is pure: it knows nothing around it."),
    only("lib/server", ["^lib/(domain/|errors|format)"], "Nothing in lib knows a route or a component."),
    only("sandbox", [], "The sandbox stands in for AWS: what it shared with us it could not check."),
    only("worker", ["^lib/"], "The worker calls the same server code as the routes."),
    only(
      "e2e",
      ["^sandbox/control-client", "^scripts/", "^components/shell/(nav-items|paths)", "^lib/(domain/devices/|errors)"],
      "A journey uses the product from outside; only the list of its pages is ours, and the files that the IPsec lab tries.",
    ),
    {
      name: "routes-use-cases-only",
      comment: "A route reads through queries and writes through actions: viewer, right and audit are asked there.",
      severity: "error",
      from: { path: "^app/", pathNot: TESTS },
      to: { path: "^lib/server/(db|aws|secrets)/" },
    },
    {
      name: "domain-npm-pure",
      comment:
        "Only packages that neither read nor write anything; the AWS SDK for its types (scripts/test/architecture.test.ts).",
      severity: "error",
      from: { path: "^lib/domain/", pathNot: TESTS },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-no-pkg", "core"],
        pathNot: ["(^|/)(zod|diff|luxon|ipaddr\\.js|fast-xml-parser|elkjs|@aws-sdk/client-ec2)(/|$)"],
      },
    },
    {
      name: "aws-sdk-in-one-place",
      comment: "lib/server/aws is the only one that talks to AWS; the sandbox reads the SDK's schemas.",
      severity: "error",
      from: { path: "^(app|components|lib|worker|scripts)/", pathNot: [TESTS, "^lib/server/aws/", "^lib/domain/"] },
      to: { path: "(^|/)@(aws-sdk|smithy)/" },
    },
    {
      name: "prisma-in-server-only",
      severity: "error",
      from: { pathNot: ["^lib/server/", "^scripts/", "^prisma"] },
      to: { path: `${GENERATED}|(^|/)@prisma/` },
    },
    layer(
      "lib/server",
      ["env", "log"],
      ["db", "aws", "secrets", "auth", "audit", "jobs", ...SERVER_USE_CASES, ...SERVER_DECISIONS],
    ),
    layer("lib/server", ["db", "aws", "secrets", "auth", "audit", "jobs"], [...SERVER_USE_CASES, ...SERVER_DECISIONS]),
    layer("lib/server", SERVER_USE_CASES, SERVER_DECISIONS),
    layer(
      "lib/domain",
      ["net"],
      [
        "ec2-calls",
        "kinds",
        "plan",
        "tunnels",
        "changes",
        "policy",
        "topology",
        "routing",
        "devices",
        "handover",
        "goals",
      ],
    ),
    layer(
      "lib/domain",
      ["ec2-calls"],
      ["kinds", "plan", "tunnels", "changes", "policy", "topology", "routing", "devices", "handover", "goals"],
    ),
    layer(
      "lib/domain",
      ["kinds", "tunnels", "plan"],
      ["changes", "policy", "topology", "routing", "devices", "handover"],
    ),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next" },
  },
};
