// Reads a checklist as STIG Manager does on import, and tells what it made of it.
const { readFileSync } = require("node:fs");
const { reviewsFromCklb } = require("@nuwcdivnpt/stig-manager-client-modules");

const read = reviewsFromCklb({
  data: readFileSync(process.argv[2], "utf8"),
  importOptions: {
    autoStatus: "submitted",
    unreviewed: "always",
    unreviewedCommented: "notchecked",
    emptyDetail: "import",
    emptyComment: "import",
    allowCustom: true,
  },
  fieldSettings: {
    detail: { enabled: "always", required: "always" },
    comment: { enabled: "findings", required: "findings" },
  },
  allowAccept: false,
  sourceRef: null,
});
console.log(JSON.stringify(read));
