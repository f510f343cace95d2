"use strict";

// Preloaded by a test: whoever looks up a host or opens a connection outside this machine ends the process. The SDK calls the
// program's transforms back over a socket of the loopback device; that stays allowed.
const dns = require("node:dns");
const net = require("node:net");

const isLoopback = (host) => host === undefined || host === "localhost" || host === "::1" || String(host).startsWith("127.");

function deny(what) {
  process.stderr.write(`network: ${what}\n`);
  process.exit(86);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  // Node passes its own normalised arguments as one array.
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === "object" ? options.host : args[1];
  const path = typeof options === "object" ? options.path : undefined;
  if (path === undefined && !isLoopback(host)) deny("connect");
  return connect.apply(this, args);
};

for (const holder of [dns, dns.promises]) {
  for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) {
    const original = holder[name];
    holder[name] = function (host, ...rest) {
      if (!isLoopback(host)) deny(name);
      return original.call(this, host, ...rest);
    };
  }
}
