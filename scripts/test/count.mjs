import fs from "node:fs";

/**
 * How many tests of a Vitest report passed and failed, and the full names of those that were skipped, which say why. A run that
 * ended badly without a failed test (a file that cannot be read, an error after the tests) counts as one failure.
 */
export function countVitest(file, exitCode) {
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, testResults = [] } = readReport(file);
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "skipped" || status === "pending" || status === "todo")
    .map(({ fullName }) => fullName);
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}

/** The same for a Playwright report; a flaky test is a failed one. */
export function countPlaywright(file, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(file).stats ?? {};
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function readReport(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
}
