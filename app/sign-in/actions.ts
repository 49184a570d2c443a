"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { definePublicForm } from "@/lib/server/action";
import { signInWithCode, signInWithPassword } from "@/lib/server/auth/sign-in";
import { safeNext } from "./safe-next";

export const signIn = definePublicForm(
  z.object({ email: z.email(), password: z.string().min(1), next: z.string().optional() }),
  async ({ email, password, next }) => {
    const outcome = await signInWithPassword(email, password);
    redirect(outcome === "session" ? safeNext(next) : `/sign-in/code?${new URLSearchParams({ next: safeNext(next) })}`);
  },
);

export const signInWithOneTimeCode = definePublicForm(
  z.object({ code: z.string().trim().min(1).max(40), next: z.string().optional() }),
  async ({ code, next }) => {
    await signInWithCode(code);
    redirect(safeNext(next));
  },
);
