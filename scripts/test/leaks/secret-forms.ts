/** A secret of a journey, and the tables in which it may stand in clear. */
export interface KnownSecret {
  name: string;
  value: string | Uint8Array;
  mayStandIn?: readonly string[];
}

/** Under a name, something that was written, sent or shown. */
export interface Place {
  name: string;
  text: string;
}

/** Where a secret stands and may not, in whatever form: "the database's RunStep: key of tunnel 1". */
export function findLeaks(places: readonly Place[], secrets: readonly KnownSecret[]): string[] {
  const looked = secrets.map((secret) => ({ ...secret, forms: formsOf(secret.value) }));
  return places.flatMap(({ name: place, text }) =>
    looked
      .filter(({ mayStandIn = [], forms }) => !mayStandIn.includes(place) && forms.some((form) => text.includes(form)))
      .map(({ name }) => `${place}: ${name}`),
  );
}

/** As it is, percent-encoded, in hexadecimal digits, and in base64 wherever in a longer text it begins. */
function formsOf(value: string | Uint8Array): string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < 6) throw new Error("A secret this short is found by chance");
  const text = typeof value === "string" ? [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)] : [];
  return [...text, bytes.toString("hex"), bytes.toString("latin1"), ...base64Forms(bytes)];
}

/** Three bytes are four digits, so there are three ways to begin; the digits at both ends are shared with what stands beside. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString("base64");
    const inner = before === 0 ? whole : whole.slice(4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
