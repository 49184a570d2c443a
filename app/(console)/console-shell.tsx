import type { ReactNode } from "react";
import { signOut } from "@/app/sign-in/sign-out";
import { AppShell } from "@/components/shell/app-shell";
import { LiveRefresh } from "@/components/shell/live-refresh";
import type { NavCounts, ShellEnvironment } from "@/components/shell/shell-types";
import { availableLocales } from "@/i18n/locales";
import { Words } from "@/i18n/words";
import type { Viewer } from "@/lib/server/auth/viewer";
import { openChanges } from "@/lib/server/changes/open-changes";
import { countDrift } from "@/lib/server/drift/known-drift";
import { type Environment, listEnvironments, staleAfterMs } from "@/lib/server/environments/queries";
import { switchOrganizationAction } from "@/lib/server/members/organization-actions";
import { listOwnOrganizations } from "@/lib/server/members/organizations";
import { countResources } from "@/lib/server/network/count-resources";

interface ConsoleShellProps {
  viewer: Viewer;
  /** The environment that the page is about; settings stand beside the one that was left. */
  environment: Environment | null;
  /** True where the page shows what was read from EC2, and so has an age. */
  hasAge: boolean;
  notice?: ReactNode;
  children: ReactNode;
}

/** The frame of every signed-in page, with what this viewer may go to. */
export async function ConsoleShell({ viewer, environment, hasAge, notice, children }: ConsoleShellProps) {
  const [environments, organizations, counts] = await Promise.all([
    listEnvironments(viewer),
    listOwnOrganizations(viewer),
    countsOf(viewer, environment),
  ]);
  const readAt = hasAge ? environment?.observedAt : null;
  return (
    <Words of="shell">
      <AppShell
        environments={environments.map(toShell)}
        currentEnvironment={environment && toShell(environment)}
        user={{ name: viewer.name, email: viewer.email, organizations, organizationId: viewer.organizationId }}
        onSignOut={signOut}
        onSwitchOrganization={switchOrganizationAction}
        locales={availableLocales()}
        counts={counts}
        freshness={
          environment && readAt ? { readAt: readAt.toISOString(), staleAfterMs: staleAfterMs(environment) } : null
        }
        notice={notice}
      >
        <LiveRefresh environmentId={environment?.id ?? null} />
        {children}
      </AppShell>
    </Words>
  );
}

/** A few statements, whatever the size of the network; it is read anew only after a row of it changed, and once for frame and page. */
async function countsOf(viewer: Viewer, environment: Environment | null): Promise<NavCounts> {
  if (!environment) return {};
  const [{ connections, resources }, changes, drift] = await Promise.all([
    countResources(viewer, environment.id),
    openChanges(viewer, environment.id),
    countDrift(viewer, environment.id),
  ]);
  const waiting = changes.filter(({ waits }) => waits).length;
  return { connections, resources, ...(waiting > 0 && { changes: waiting }), ...(drift > 0 && { drift }) };
}

function toShell({ id, slug, name, region, awsAccountId, purpose }: Environment): ShellEnvironment {
  const detail = [region, awsAccountId].filter(Boolean).join(" · ");
  return { id, slug, name, detail, isSandbox: purpose === "sandbox" };
}
