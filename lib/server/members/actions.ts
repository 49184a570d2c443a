"use server";

import { z } from "zod";
import { grants as allGrants, roles } from "@/lib/domain/changes/rights";
import { defineAction } from "../action";
import { changePassword } from "../auth/account";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "../auth/password-length";
import { endOtherSessions } from "../auth/sessions";
import { addMember, changeRole, removeMember, setGrants } from "./change-members";

const password = z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX);
const role = z.enum(roles);
const grants = z.array(z.enum(allGrants));
const userId = z.string().min(1);

export const addMemberAction = defineAction(
  {
    right: "administer",
    schema: z.object({ name: z.string().trim().min(1).max(80), email: z.email(), password, role, grants }),
  },
  ({ viewer, input }) => addMember(viewer, input),
);

export const changeRoleAction = defineAction(
  { right: "administer", schema: z.object({ userId, role }) },
  ({ viewer, input }) => changeRole(viewer, input),
);

export const setGrantsAction = defineAction(
  { right: "administer", schema: z.object({ userId, grants }) },
  ({ viewer, input }) => setGrants(viewer, input),
);

export const removeMemberAction = defineAction(
  { right: "administer", schema: z.object({ userId }) },
  ({ viewer, input }) => removeMember(viewer, input.userId),
);

export const changePasswordAction = defineAction(
  { right: "see", schema: z.object({ current: z.string().min(1), next: password }) },
  ({ viewer, input }) => changePassword(viewer, input),
);

export const endOtherSessionsAction = defineAction({ right: "see", schema: z.object({}) }, ({ viewer }) =>
  endOtherSessions(viewer),
);
