import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests that wait more than they compute begin first, so that the others run beside them and not before. */
const WAITING = ["sandbox/terraform/apply-and-destroy.test.ts"];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => WAITING.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}
