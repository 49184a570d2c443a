import "server-only";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { unstable_rethrow as rethrowNavigation } from "next/navigation";
import { createSafeActionClient } from "next-safe-action";
import { z } from "zod";
import type { Right } from "@/lib/domain/changes/rights";
import { type FieldErrors, fieldErrorsOf } from "@/lib/domain/issue-phrase";
import { type ActionError, DomainError } from "@/lib/errors";
import { toActionError } from "./action-error";
import { recordAuditOf } from "./audit/record-audit";
import { getViewer, type Viewer } from "./auth/viewer";
import { db } from "./db/client";

const client = createSafeActionClient({ handleServerError: toActionError });

/** The environment an action is about, one of the viewer's organization. */
export interface ActionEnvironment {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  selfApproval: boolean;
}

interface ActionDefinition<Schema extends z.ZodType> {
  /** What the viewer must be allowed to do. */
  right: Right;
  schema: Schema;
  /** For what only looks, such as a check while somebody types: the page is then not read again. */
  isLook?: true;
}

/**
 * The only way to write a server action: viewer → right → parse → one call → refresh of the page → result. In the browser it
 * is called through next-safe-action's `useAction`: `result.data`, `result.serverError` (ActionError: `errors.<code>`),
 * `result.validationErrors` (FieldErrors by path). With a session that has ended the answer is the code `signed-out`, and
 * the form stays as it was filled in.
 */
export function defineAction<Schema extends z.ZodType, Result>(
  { right, schema, isLook }: ActionDefinition<Schema>,
  run: (call: { viewer: Viewer; input: z.output<Schema> }) => Promise<Result>,
) {
  return client
    .inputSchema(schema, {
      handleValidationErrorsShape: async (_, { clientInput }) =>
        fieldErrorsOf(schema.safeParse(clientInput).error?.issues ?? []),
    })
    .use(async ({ next }) => next({ ctx: { viewer: await authorize(right) } }))
    .action(async ({ clientInput, ctx }) => {
      // Parsed once more instead of taking parsedInput, whose type is lost on the way through a generic schema.
      const result = await run({ viewer: ctx.viewer, input: await schema.parseAsync(clientInput) });
      if (!isLook) refresh();
      return result;
    });
}

/** An action about one environment: the schema names it as `environmentId`, and it must be the viewer's. */
export function defineEnvironmentAction<Schema extends z.ZodType<{ environmentId: string }>, Result>(
  definition: ActionDefinition<Schema>,
  run: (call: { viewer: Viewer; input: z.output<Schema>; environment: ActionEnvironment }) => Promise<Result>,
) {
  return defineAction(definition, async ({ viewer, input }) => {
    const environment = await findEnvironment(viewer, input.environmentId);
    return run({ viewer, input, environment });
  });
}

/** An action for whoever asks, signed in or not. */
export function definePublicAction(run: () => Promise<void>): () => Promise<void> {
  return () => run();
}

/**
 * An action for whoever holds what lets them in, such as a link: `run` asks for that itself, and for how often one place may try. Nothing is
 * refreshed, so that what it answered once stays on the page.
 */
export function definePublicCall<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (call: { input: z.output<Schema>; headers: Headers }) => Promise<Result>,
) {
  return client
    .inputSchema(schema, {
      handleValidationErrorsShape: async (_, { clientInput }) =>
        fieldErrorsOf(schema.safeParse(clientInput).error?.issues ?? []),
    })
    .action(async ({ clientInput }) => run({ input: await schema.parseAsync(clientInput), headers: await headers() }));
}

/** What a form shows after it was sent: why it was refused, and what had been filled in but the passwords. */
export interface FormState {
  error?: ActionError;
  fields?: FieldErrors;
  values: Record<string, string>;
}

/**
 * A form for people who are not signed in, sent through `useActionState`, which also works before or without JavaScript.
 * Success is a redirect.
 */
export function definePublicForm<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<never>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    const texts = Object.fromEntries(
      [...form].filter((field): field is [string, string] => typeof field[1] === "string"),
    );
    const { password: _password, ...values } = texts;
    const parsed = await schema.safeParseAsync(texts);
    if (!parsed.success) return { fields: fieldErrorsOf(parsed.error.issues), values };
    try {
      return await run(parsed.data);
    } catch (error) {
      rethrowNavigation(error);
      return { error: toActionError(error), values };
    }
  };
}

async function authorize(right: Right): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) throw new DomainError("signed-out");
  if (!viewer.can(right)) {
    // Pages do not offer what is not allowed, so this is a page that is out of date, or somebody who tries.
    await recordAuditOf(viewer, db, { action: "right.refused", subject: right, detail: { role: viewer.role } });
    throw new DomainError("not-allowed");
  }
  return viewer;
}

async function findEnvironment({ organizationId }: Viewer, id: string): Promise<ActionEnvironment> {
  const isId = z.uuid().safeParse(id).success;
  const environment = isId
    ? await db.environment.findFirst({
        where: { id, organizationId },
        select: { id: true, slug: true, name: true, purpose: true, selfApproval: true },
      })
    : null;
  if (!environment) throw new DomainError("environment-not-found");
  return environment;
}
