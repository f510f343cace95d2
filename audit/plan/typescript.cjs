"use strict";

/**
 * Runs TypeScript sources through tsx, and leaves what is installed to Node: tsx would read and check every file of every library,
 * which costs three times what loading the Pulumi SDK does.
 */

const Module = require("node:module");
const path = require("node:path");

const modulesFolder = `${path.sep}node_modules${path.sep}`;
const plain = { load: Module._extensions[".js"], resolve: Module._resolveFilename };

require("tsx/cjs");

const typescript = { load: Module._extensions[".js"], resolve: Module._resolveFilename };

Module._extensions[".js"] = function (module, filename) {
  return (filename.includes(modulesFolder) ? plain : typescript).load.call(this, module, filename);
};

Module._resolveFilename = function (request, parent, ...rest) {
  return (parent?.filename?.includes(modulesFolder) ? plain : typescript).resolve.call(this, request, parent, ...rest);
};
