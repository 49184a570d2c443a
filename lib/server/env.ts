import "server-only";
import { z } from "zod";

/** A setting that is empty is not set. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  UNDERPASS_SECRET: z.string().min(32),
  // What UNDERPASS_SECRET was, until the keys that it wraps are rotated.
  UNDERPASS_SECRET_PREVIOUS: optional(z.string().min(32)),
  UNDERPASS_KMS_KEY_ID: optional(z.string()),
  UNDERPASS_KMS_REGION: optional(z.string()),
  UNDERPASS_KMS_ENDPOINT: optional(z.url({ protocol: /^https?$/ })),
  UNDERPASS_URL: z.url({ protocol: /^https?$/ }),
  UNDERPASS_AUDIT_HEAD_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The settings of this process, parsed with the first call: `next build` imports every file and has none of them.
 * scripts/start checks what a person sets and says it in words; a failure here means that a process was started by hand.
 */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const names = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment lacks settings that npm start provides. ${names.join("; ")}`);
  }
  parsed = result.data;
  return parsed;
}
