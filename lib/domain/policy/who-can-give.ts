import type { Reviewer } from "../changes/facts";
import { fits } from "../changes/fits";
import type { Role } from "../changes/rights";

/** Somebody who may review now. */
export interface Approver extends Reviewer {
  /** May also make changes, and so be the one who must not approve. */
  mayEdit: boolean;
}

interface Asked {
  count: number;
  groupId?: string;
  role?: Role;
}

/** Who fits one line of a rule, whoever made the change. */
export function whoCanGive(approvers: readonly Approver[], line: Omit<Asked, "count">): Approver[] {
  return approvers.filter((person) => fits(person, line));
}

/** How far people reach for what one line asks. */
export interface Supply {
  people: Approver[];
  /** none: nobody fits · short: fewer than asked for · scarce: not for changes by `without` · enough. */
  state: "none" | "short" | "scarce" | "enough";
  /** People whose own changes could not be approved. */
  without: Approver[];
}

/** Whether enough people are there for a line, also when one of them made the change. */
export function supplyOf(approvers: readonly Approver[], line: Asked): Supply {
  const people = whoCanGive(approvers, line);
  if (people.length < line.count) return { people, state: people.length === 0 ? "none" : "short", without: [] };
  const without = people.length === line.count ? people.filter(({ mayEdit }) => mayEdit) : [];
  return { people, state: without.length > 0 ? "scarce" : "enough", without };
}
