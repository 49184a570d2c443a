"use server";

import { redirect } from "next/navigation";
import { definePublicAction } from "@/lib/server/action";
import { endSession } from "@/lib/server/auth/sign-in";

export const signOut = definePublicAction(async () => {
  await endSession();
  redirect("/sign-in");
});
