"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { definePublicForm } from "@/lib/server/action";
import { signInWithPassword } from "@/lib/server/auth/sign-in";
import { safeNext } from "./safe-next";

export const signIn = definePublicForm(
  z.object({ email: z.email(), password: z.string().min(1), next: z.string().optional() }),
  async ({ email, password, next }) => {
    await signInWithPassword(email, password);
    redirect(safeNext(next));
  },
);
