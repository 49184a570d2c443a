/** How much is to go; each goal contains the one before it, the last starts from a VPC instead of a connection. */
export const REMOVAL_GOALS = ["connection", "with-customer-gateway", "with-vpn-gateway", "vpc"] as const;
export type RemovalGoal = (typeof REMOVAL_GOALS)[number];
