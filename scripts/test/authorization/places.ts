import { may } from "./who-may";
import type { Ours, Person } from "./world";

// Who may open which page and call which route, as actions.ts says it of actions.

interface PlaceLine {
  may: readonly Person[];
  /** The rest of the address, by the name of its part; what has no value here is the first organization's own. */
  params?: (ours: Ours) => Record<string, string>;
  /** Asked with an API key, which acts as its owner; a route that does something is sent this, as an action is. */
  body?: unknown;
  /** What an admin of another organization meets at an address of the first; where it names nothing, their own. */
  stranger: "not-found" | "own";
}

const inEnvironment = ({ slug }: Ours) => ({ environment: slug });
const nameIn = (key: string) => key.split("/")[1] ?? "";
const atConnection = (ours: Ours) => ({ ...inEnvironment(ours), key: nameIn(ours.connectionKey) });
const atHandover = (ours: Ours) => ({ ...atConnection(ours), number: String(ours.handoverNumber) });
const ofKind = (ours: Ours) => ({ ...inEnvironment(ours), kind: ours.kind });
const atResource = (ours: Ours) => ({ ...ofKind(ours), key: nameIn(ours.key) });
const atChange = (ours: Ours) => ({ ...inEnvironment(ours), number: String(ours.changeNumber) });
const removal = { operation: "remove", kind: "vpc", key: "vpc/kestrel" };
const notTheirs = "not-found";

/** By the address, without what only groups routes; a route with its method. */
export const places: Record<string, PlaceLine> = {
  "/": { may: may.see, stranger: "own" },
  "/[environment]": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/topology": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/connections": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/connections.csv GET": { may: may.see, params: inEnvironment, stranger: notTheirs },
  // Files without keys, that is, here and below; with them it asks for the right to reveal them.
  "/[environment]/connections.zip GET": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/connections/[key]": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/changes": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/history": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/options": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/routes": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/configuration": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/config/[device] GET": {
    may: may.see,
    params: (ours) => ({ ...atConnection(ours), device: "strongswan" }),
    stranger: notTheirs,
  },
  "/[environment]/connections/[key]/compare": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/hand-over": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/hand-over/new": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/connections/[key]/hand-over/[number]": {
    may: may.see,
    params: atHandover,
    stranger: notTheirs,
  },
  "/[environment]/connections/[key]/hand-over/[number]/file GET": {
    may: may.see,
    params: atHandover,
    stranger: notTheirs,
  },
  "/[environment]/find GET": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/resources": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/resources/[kind]": { may: may.see, params: ofKind, stranger: notTheirs },
  "/[environment]/resources/[kind]/[key]": { may: may.see, params: atResource, stranger: notTheirs },
  "/[environment]/resources/[kind]/[key]/history": { may: may.see, params: atResource, stranger: notTheirs },
  "/[environment]/resources/[kind]/[key]/edit": { may: may.edit, params: atResource, stranger: notTheirs },
  "/[environment]/resources/new/[kind]": { may: may.edit, params: ofKind, stranger: notTheirs },
  "/[environment]/keys": { may: may.edit, params: inEnvironment, stranger: notTheirs },
  "/[environment]/connections/[key]/keys": { may: may.see, params: atConnection, stranger: notTheirs },
  "/[environment]/remove": { may: may.edit, params: inEnvironment, stranger: notTheirs },
  "/[environment]/setup": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/setup/new": { may: may.edit, params: inEnvironment, stranger: notTheirs },
  "/[environment]/setup/[id]": {
    may: may.see,
    params: (ours) => ({ ...inEnvironment(ours), id: ours.guideId }),
    stranger: notTheirs,
  },
  "/[environment]/setup/[id]/[stage]": {
    may: may.edit,
    params: (ours) => ({ ...inEnvironment(ours), id: ours.guideId, stage: "needs" }),
    stranger: notTheirs,
  },
  "/[environment]/changes": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/[environment]/changes/[number]": { may: may.see, params: atChange, stranger: notTheirs },
  "/[environment]/drift": { may: may.see, params: inEnvironment, stranger: notTheirs },

  "/settings": { may: may.see, stranger: "own" },
  "/settings/account": { may: may.see, stranger: "own" },
  "/settings/environments": { may: may.see, stranger: "own" },
  "/settings/environments/new": { may: may.administer, stranger: "own" },
  "/settings/environments/[slug]": {
    may: may.administer,
    params: ({ slug }) => ({ slug }),
    stranger: notTheirs,
  },
  "/settings/members": { may: may.see, stranger: "own" },
  "/settings/groups": { may: may.see, stranger: "own" },
  "/settings/groups/new": { may: may.administer, stranger: "own" },
  "/settings/groups/[id]": { may: may.see, params: ({ groupId }) => ({ id: groupId }), stranger: notTheirs },
  "/settings/organizations": { may: may.install, stranger: "own" },
  "/settings/rules": { may: may.see, stranger: "own" },
  "/settings/rules/new": { may: may.administer, stranger: "own" },
  "/settings/rules/[id]": { may: may.administer, params: ({ ruleId }) => ({ id: ruleId }), stranger: notTheirs },
  "/settings/freezes": { may: may.see, stranger: "own" },
  "/settings/freezes/new": { may: may.administer, stranger: "own" },
  "/settings/windows": { may: may.see, stranger: "own" },
  "/settings/security": { may: may.install, stranger: "own" },
  "/settings/single-sign-on": { may: may.administer, stranger: "own" },
  "/settings/single-sign-on/new": { may: may.administer, stranger: "own" },
  "/settings/single-sign-on/[id]": {
    may: may.administer,
    params: ({ providerId }) => ({ id: providerId }),
    stranger: notTheirs,
  },
  "/settings/api-keys": { may: may.see, stranger: "own" },
  "/settings/audit": { may: may.administer, stranger: "own" },
  "/settings/audit/export GET": { may: may.administer, stranger: "own" },
  "/api/v1/environments GET": { may: may.see, stranger: "own" },
  "/api/v1/environments/[environment]/connections GET": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/api/v1/environments/[environment]/changes GET": { may: may.see, params: inEnvironment, stranger: notTheirs },
  "/api/v1/environments/[environment]/changes POST": {
    may: may.edit,
    params: inEnvironment,
    body: { title: "x", edits: [removal] },
    stranger: notTheirs,
  },
  "/api/v1/environments/[environment]/changes/[number] GET": { may: may.see, params: atChange, stranger: notTheirs },
  "/api/v1/environments/[environment]/changes/[number]/edits POST": {
    may: may.edit,
    params: atChange,
    body: { edits: [removal], expectedRevision: 0 },
    stranger: notTheirs,
  },
  "/api/v1/environments/[environment]/changes/[number]/submit POST": {
    may: may.edit,
    params: atChange,
    body: {},
    stranger: notTheirs,
  },
  "/api/v1/environments/[environment]/changes/[number]/review POST": {
    may: may.review,
    params: atChange,
    body: { verdict: "approve", planHash: "hash" },
    stranger: notTheirs,
  },
  "/api/v1/environments/[environment]/changes/[number]/apply POST": {
    may: may.apply,
    params: atChange,
    body: { planHash: "hash" },
    stranger: notTheirs,
  },
  "/api/live GET": { may: may.see, stranger: "own" },
  "/api/live HEAD": { may: may.see, stranger: "own" },
};
