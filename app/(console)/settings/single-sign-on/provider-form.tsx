"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import type { Role } from "@/lib/domain/changes/rights";
import { ClientFields } from "./client-fields";
import { PeopleFields } from "./people-fields";

/** A provider as it is filled in; scopes are words with spaces in between. */
export interface ProviderValues {
  slug: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string;
  groupsClaim: string;
  defaultRole: Role | null;
}

/** What a part of the form gets: the values, how to change them, and what is wrong with each. */
export interface FieldsProps {
  values: ProviderValues;
  set: (values: Partial<ProviderValues>) => void;
  errors: Partial<Record<string, string>>;
}

interface ProviderFacts {
  authorizationEndpoint: string;
  unknownScopes: string[];
}

interface ProviderFormProps {
  /** Null for a new one. */
  provider: (Omit<ProviderValues, "clientSecret" | "scopes"> & { id: string; scopes: string[] }) | null;
  /** With SLUG_PLACE where the provider's part comes. */
  redirectUri: string;
  actions: {
    save: (input: ProviderValues & { id: string | null }) => Promise<ActionResult<void>>;
    test: (input: Pick<ProviderValues, "issuer" | "clientId" | "scopes">) => Promise<ActionResult<ProviderFacts>>;
  };
}

const newProvider: ProviderValues = {
  slug: "",
  name: "",
  issuer: "",
  clientId: "",
  clientSecret: "",
  scopes: "openid email profile groups",
  groupsClaim: "groups",
  defaultRole: null,
};

/** Everything about a provider on one page; a refused form stays as it was filled in. */
export function ProviderForm({ provider, redirectUri, actions }: ProviderFormProps) {
  const t = useTranslations("access.sso");
  const router = useRouter();
  const [values, setValues] = useState(valuesOf(provider));
  const [tested, setTested] = useState<ProviderFacts>();
  const saving = useAct(actions.save, () => {
    toast.success(t("saved", { name: values.name }));
    router.push("/settings/single-sign-on");
  });
  const testing = useAct(actions.test, setTested);
  const fields: FieldsProps = {
    values,
    set: (changed) => setValues((current) => ({ ...current, ...changed })),
    errors: { ...testing.fieldErrors, ...saving.fieldErrors },
  };
  // Only the newest answer counts.
  const begin = () => {
    saving.forget();
    testing.forget();
    setTested(undefined);
  };
  const error = saving.error ?? testing.error;
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
        void saving.act({ ...values, id: provider?.id ?? null });
      }}
    >
      <Panel>
        <PanelHeader title={t("client")} />
        <PanelBody>
          <ClientFields {...fields} redirectUri={redirectUri} hasSecret={provider?.issuer === values.issuer} />
        </PanelBody>
      </Panel>
      <Panel>
        <PanelHeader title={t("people")} />
        <PanelBody>
          <PeopleFields {...fields} />
        </PanelBody>
      </Panel>
      {tested && <TestResult facts={tested} />}
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <footer className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={saving.isActing}>
          {provider ? t("save") : t("create")}
        </Button>
        <Button
          busy={testing.isActing}
          onClick={() => {
            begin();
            void testing.act({ issuer: values.issuer, clientId: values.clientId, scopes: values.scopes });
          }}
        >
          {t("test")}
        </Button>
      </footer>
    </form>
  );
}

function valuesOf(provider: ProviderFormProps["provider"]): ProviderValues {
  if (!provider) return newProvider;
  const { slug, name, issuer, clientId, scopes, groupsClaim, defaultRole } = provider;
  return { slug, name, issuer, clientId, clientSecret: "", scopes: scopes.join(" "), groupsClaim, defaultRole };
}

function TestResult({ facts: { authorizationEndpoint, unknownScopes } }: { facts: ProviderFacts }) {
  const t = useTranslations("access.sso");
  return (
    <Notice tone={unknownScopes.length === 0 ? "up" : "degraded"} role="status">
      {t("tested", { address: authorizationEndpoint })}{" "}
      {unknownScopes.length > 0 && t("unknownScopes", { scopes: unknownScopes.join(", ") })}
    </Notice>
  );
}
