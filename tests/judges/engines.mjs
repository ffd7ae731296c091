// Accepts or rejects every change of a Word file with docx-redline, part by part.
// usage: engines.mjs TOOLS accept|reject FILE OUT [accept|reject FILE OUT …]   (TOOLS has what `run` installs)
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, ...jobs] = process.argv.slice(2);
const require = createRequire(resolve(tools, "package.json"));
const { DOMParser, XMLSerializer } = require("@xmldom/xmldom");
const JSZip = require("jszip");
const engine = await import(pathToFileURL(resolve(tools, "node_modules/@ansonlai/docx-redline-js/index.js")));
engine.configureXmlProvider({ DOMParser, XMLSerializer });

for (let at = 0; at < jobs.length; at += 3) {
  const [how, file, out] = jobs.slice(at, at + 3);
  const resolved = how === "accept" ? engine.acceptTrackedChangesInOoxml : engine.rejectTrackedChangesInOoxml;
  const zip = await JSZip.loadAsync(readFileSync(file));
  for (const name of Object.keys(zip.files)) {
    if (!/^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(name)) continue;
    const before = await zip.file(name).async("string");
    if (!/<w:(ins|del|moveFrom|moveTo)[ >]|Change[ >]/.test(before)) continue;
    const { oxml, warnings } = resolved(before, { allAuthors: true });
    if (warnings?.length) console.log(`${name}: ${warnings.join("; ")}`);
    zip.file(name, oxml);
  }
  writeFileSync(out, await zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" }));
}
