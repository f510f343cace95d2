"use strict";

/**
 * Preload (`node --require`, or required before the Pulumi SDK): makes the parts of the SDK that only serialise closures, drive a CLI or
 * serve a provider load on first use. They are two thirds of what loading the SDK costs, and a preview touches none of them.
 */

const Module = require("node:module");
const path = require("node:path");

/** Requests by the package they come from; local ones are relative to its root. */
const lazy = {
  "@pulumi/pulumi": new Set([
    "typescript-shim",
    "automation",
    "provider",
    "@npmcli/arborist",
    "normalize-package-data",
    "js-yaml",
    "upath",
  ]),
  "@pulumi/eks": new Set(["@pulumi/aws", "@pulumi/kubernetes"]),
};

/** Within a part that is in use by now, everything is wanted. */
const inUse = /^(automation|provider|node_modules)[\\/.]/;

const modulesFolder = `${path.sep}node_modules${path.sep}`;
const load = Module._load;

Module._load = function (request, parent, isMain) {
  const name = lazyName(request, parent);
  if (name === undefined) return load.call(this, request, parent, isMain);
  return standIn(() => load.call(Module, request, parent, isMain));
};

function lazyName(request, parent) {
  const file = parent?.filename;
  if (typeof file !== "string") return undefined;
  const start = file.lastIndexOf(modulesFolder) + modulesFolder.length;
  const [scope, name] = file.slice(start).split(path.sep, 2);
  const requests = lazy[`${scope}/${name}`];
  if (requests === undefined) return undefined;
  const root = path.join(file.slice(0, start), scope, name);
  if (inUse.test(path.relative(root, file))) return undefined;
  const wanted = request.startsWith(".") ? path.relative(root, path.resolve(path.dirname(file), request)) : request;
  return requests.has(wanted) ? wanted : undefined;
}

/** Behaves as the module once something of it is touched. Claims to be an ES module, so that import helpers do not copy its exports. */
function standIn(loadModule) {
  let loaded;
  const real = () => (loaded ??= loadModule());
  return new Proxy(
    {},
    {
      get: (_target, key) => {
        if (key === "__esModule") return true;
        if (key === "default" && !real().__esModule) return real();
        return real()[key];
      },
      has: (_target, key) => key in real(),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_target, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(real(), key);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}
