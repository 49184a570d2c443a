/**
 * A form of a device's web interface, for devices that take no file: where it is found, and its fields in their order there. Fields
 * that a connection does not ask for are left out, and keep what they have.
 */
export function webForm(place: string, fields: [name: string, value: string | number][]): string[] {
  return [place, ...fields.map(([name, value]) => `  ${name.padEnd(NAME_WIDTH)} : ${value}`), ""];
}

const NAME_WIDTH = 28;
