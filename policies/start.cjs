// Pulumi loads packs through a type checker (seconds of CPU). Types belong to `npm run check`; here they are only stripped.
delete require.extensions[".ts"];
require("tsx/cjs");
require("./index.ts");
