import { writeCsv } from "@/components/csv/write-csv";
import type { Phrase } from "@/lib/domain/phrase";
import type { BulkFile } from "@/lib/server/handover/bulk-files";
import type { ZipEntry } from "./zip-stream";

export interface ManifestWords {
  /** Heads of the columns, in their order. */
  heads: readonly string[];
  /** Name of a device family by its message key. */
  family: (label: string) => string;
  ikeVersion: (version: BulkFile["ikeVersion"]) => string;
  problem: (phrase: Phrase) => string;
}

export const MANIFEST = "MANIFEST.csv";

/** The files of an archive in turn, and last the list of all connections: those without a file stand there with the reason. */
export function* archiveEntries(files: Iterable<BulkFile>, words: ManifestWords): Generator<ZipEntry> {
  const rows: string[][] = [];
  for (const { file, ...made } of files) {
    const name = file ? `${safeName(made.name)}-${file.filename}` : "";
    rows.push([
      ...[
        made.name,
        made.awsId,
        made.customerGateway,
        words.family(made.familyLabel),
        words.ikeVersion(made.ikeVersion),
      ],
      name,
      made.problems.map((problem) => words.problem(problem.phrase)).join(" "),
    ]);
    if (file) yield { name, text: file.text };
  }
  yield { name: MANIFEST, text: writeCsv([words.heads, ...rows]) };
}

/** What every file system and unpacker takes, so no separator either. The name of the file of a connection ends with its id, so none is there twice. */
function safeName(name: string): string {
  return name.replace(/[^\w-]+/g, "-").slice(0, 60);
}
