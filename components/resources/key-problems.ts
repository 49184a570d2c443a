import { pskProblem } from "@/lib/domain/net/pre-shared-key";
import { phrase } from "@/lib/domain/phrase";
import type { Problem } from "@/lib/domain/problem";
import { asText, asTunnels, type FormValues } from "./spec-values";

/** What is wrong with the keys that were typed. It is judged in the browser: a key is sent when it is saved and not before. */
export function keyProblems({ tunnels }: FormValues): Problem[] {
  return asTunnels(tunnels).flatMap(({ presharedKey }, place): Problem[] => {
    const problem = asText(presharedKey) === "" ? null : pskProblem(asText(presharedKey));
    if (problem === null) return [];
    const path = ["tunnels", place, "presharedKey"];
    return [{ severity: "error", path, phrase: phrase(`plan.problem.presharedKey.${problem}`) }];
  });
}
