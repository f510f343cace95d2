"use strict";

// Names below localhost are this machine (RFC 6761), which not every resolver knows; the SDK puts buckets and accounts before them.
const dns = require("node:dns");

const { lookup } = dns;
dns.lookup = (name, options, done) => (name.endsWith(".localhost") ? lookup("127.0.0.1", options, done) : lookup(name, options, done));
