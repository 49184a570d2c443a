/** What a service allows of one member; the API references list these beside each parameter. */
export type Constraint = {
  min?: number;
  max?: number;
  /** As the API reference writes it, and as the refusal quotes it. */
  pattern?: string;
  oneOf?: readonly string[];
};

/** AWS's sentence about the first member that breaks its constraint, or undefined. Bounds are of a number's value, else of the length. */
export function findViolation(
  input: Record<string, unknown>,
  constraints: Record<string, Constraint>,
): string | undefined {
  for (const [name, constraint] of Object.entries(constraints)) {
    const value = input[name];
    const broken = value === undefined || value === null ? undefined : brokenRule(value, constraint);
    if (broken !== undefined) return violation(name, value, broken);
  }
  return undefined;
}

/** AWS's sentence about a required member that is not there. */
export function absence(path: string[]): string {
  return `1 validation error detected: Value null at '${path.map(camelCase).join(".")}' failed to satisfy constraint: Member must not be null`;
}

function violation(name: string, value: unknown, rule: string): string {
  const shown = Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
  return `1 validation error detected: Value '${shown}' at '${camelCase(name)}' failed to satisfy constraint: ${rule}`;
}

function brokenRule(value: unknown, { min, max, pattern, oneOf }: Constraint): string | undefined {
  const isSized = typeof value === "string" || Array.isArray(value);
  const size = typeof value === "number" ? value : isSized ? value.length : undefined;
  const what = typeof value === "number" ? "value" : "length";
  if (size !== undefined && min !== undefined && size < min)
    return `Member must have ${what} greater than or equal to ${min}`;
  if (size !== undefined && max !== undefined && size > max)
    return `Member must have ${what} less than or equal to ${max}`;
  if (typeof value !== "string") return undefined;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value))
    return `Member must satisfy regular expression pattern: ${pattern}`;
  if (oneOf && !oneOf.includes(value)) return `Member must satisfy enum value set: [${oneOf.join(", ")}]`;
  return undefined;
}

/** Members begin with a small letter in these sentences, whatever the API calls them. */
function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
