// Makes a SCORM package of a folder, as its authors do: the version, the folder, where it goes.
const pack = require("simple-scorm-packager");

const [version, source, outputFolder] = process.argv.slice(2);
pack({
  version,
  source,
  organization: "A school",
  title: "Capitals & rivers, x < 3",
  masteryScore: 80,
  startingPage: "index.html",
  package: { version: "1.0", zip: true, outputFolder },
});
