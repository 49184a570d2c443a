/**
 * How far an open change has come, as far as that can be told without looking at the network: whether a plan in review still
 * fits is only known to its own page.
 */
export const changeStages = ["draft", "submitted", "applying", "partial", "failed"] as const;
export type ChangeStage = (typeof changeStages)[number];
