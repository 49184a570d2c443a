import { MARKER_TAG } from "../ec2-calls";

type Tags = { Key?: string; Value?: string }[] | undefined;

/** The Name tag; null when there is none or it is empty. */
export function nameTagOf(tags: Tags): string | null {
  return tags?.find((tag) => tag.Key === "Name")?.Value || null;
}

/** Which step created the object, by its tag; null for what was made elsewhere. */
export function markerOf(tags: Tags): string | null {
  return tags?.find((tag) => tag.Key === MARKER_TAG)?.Value ?? null;
}

/** The tags that carry a name. */
export function nameTags(name: string): { Key: string; Value: string }[] {
  return [{ Key: "Name", Value: name }];
}
