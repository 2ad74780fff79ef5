// Converts a file as Heimdall and the SAF CLI do: XCCDF results or ASFF to the Heimdall Data Format, and that to a checklist.
const { readFileSync } = require("node:fs");
const { ASFFResults, ChecklistResults, XCCDFResultsMapper } = require("@mitre/hdf-converters");

const [, , file, kind] = process.argv;
const text = readFileSync(file, "utf8");
const convert = {
  xccdf: () => new XCCDFResultsMapper(text).toHdf(),
  asff: () => Object.values(new ASFFResults(text).toHdf()),
  checklist: () => ({ ckl: new ChecklistResults(JSON.parse(text)).toCkl() }),
};
console.log(JSON.stringify(convert[kind]()));
