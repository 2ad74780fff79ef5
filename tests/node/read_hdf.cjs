// Reads a file of the Heimdall Data Format as Heimdall does, and tells each control's id, status, severity and texts.
const { readFileSync } = require("node:fs");
const { convertFile, contextualizeEvaluation } = require("inspecjs");

const read = convertFile(readFileSync(process.argv[2], "utf8"), true);
const found = read["1_0_ExecJson"];
if (!found) throw new Error(Object.values(read.errors).join("\n"));
const controls = contextualizeEvaluation(found).contains.flatMap((profile) =>
  profile.contains.map(({ hdf }) => ({
    id: hdf.wraps.id,
    status: hdf.status,
    severity: hdf.severity,
    waived: hdf.waived,
    nist: hdf.rawNistTags,
    message: hdf.message,
    start_time: hdf.start_time,
    labels: Object.keys(hdf.descriptions),
  })),
);
console.log(JSON.stringify(controls));
