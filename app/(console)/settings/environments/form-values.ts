import type { EnvironmentInput } from "@/lib/domain/environments/environment-input";
import type { EnvironmentSettings } from "@/lib/server/environments/queries";

export type EnvironmentValues = EnvironmentInput;

/** What the form of an environment begins with. Secrets are never among it. */
export function formValuesOf(settings: EnvironmentSettings): EnvironmentValues {
  const { name, purpose, region, endpointUrl, controlUrl, selfApproval, refreshSeconds, credentials } = settings;
  const values: EnvironmentValues = {
    ...newEnvironment,
    name,
    purpose,
    region,
    endpointUrl: endpointUrl ?? "",
    controlUrl: controlUrl ?? "",
    mode: credentials.mode,
    selfApproval,
    refreshSeconds,
  };
  switch (credentials.mode) {
    case "default":
      return values;
    case "profile":
      return { ...values, profile: credentials.profile };
    case "keys":
      return { ...values, accessKeyId: credentials.accessKeyId };
    case "role":
      return { ...values, roleArn: credentials.roleArn, externalId: credentials.externalId ?? "" };
  }
}

/** A new environment is one to be careful with until somebody says otherwise. */
export const newEnvironment: EnvironmentValues = {
  name: "",
  purpose: "production",
  region: "",
  endpointUrl: "",
  controlUrl: "",
  mode: "default",
  profile: "",
  accessKeyId: "",
  secretAccessKey: "",
  sessionToken: "",
  roleArn: "",
  externalId: "",
  selfApproval: false,
  refreshSeconds: 30,
};
