import { expect, test, vi } from "vitest";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { addMemberAction } from "../members/actions";

// Whose request it is comes from a cookie, which has tests of its own.
const request = vi.hoisted((): { viewer?: Viewer } => ({}));
vi.mock("../auth/viewer", () => ({ getViewer: async () => request.viewer }));
vi.mock("next/cache", () => ({ refresh: () => undefined }));

test("what somebody's role does not allow is refused, and on record under their name", async () => {
  const editor = await addViewer("editor");
  request.viewer = editor;
  const member = { name: "Eve", email: "eve@example.com", password: "long enough", role: "admin" as const, grants: [] };
  expect(await addMemberAction(member)).toMatchObject({ serverError: { code: "not-allowed" } });
  const rows = await db.auditEvent.findMany({ where: { organizationId: editor.organizationId } });
  expect(rows).toMatchObject([
    { action: "right.refused", subject: "administer", actorId: editor.userId, actorName: editor.name },
  ]);
});
