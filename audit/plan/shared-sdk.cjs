"use strict";

/**
 * Makes every program take the Pulumi SDK of this package, whatever copy lies beside it: the monitor that plans it lives in this one. Other
 * packages of the program, its providers too, stay its own.
 */

const Module = require("node:module");

const resolve = Module._resolveFilename;
const sdk = /^@pulumi\/pulumi(\/|$)/;

Module._resolveFilename = function (request, parent, isMain, options) {
  return sdk.test(request) ? resolve.call(this, request, module, false) : resolve.call(this, request, parent, isMain, options);
};
