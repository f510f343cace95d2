import { accepted, refused } from "./support";

describe("waivers of a stack", () => {
  accepted([
    ["may name a check that does not exist, which is a finding and no mistake", { "waivers.0.check": "no-such-check" }],
    ["may have expired, which is a finding and no mistake", { "waivers.0.expires": "2020-01-31" }],
  ]);
  refused([
    ["need an end", { "waivers.0.expires": undefined }, "waivers[0].expires", 'is missing; write a day such as "2027-01-31"'],
    ["refuse a day without quotes", { "waivers.0.expires": "2027-01-31 00:00:00 +0000 UTC" }, "waivers[0].expires", "put it in quotes"],
    ["refuse another order of a day", { "waivers.0.expires": "31.01.2027" }, "waivers[0].expires", "has the wrong form"],
    ["refuse a day that does not exist", { "waivers.0.expires": "2027-02-30" }, "waivers[0].expires", "is no day of the calendar"],
    ["refuse a month that does not exist", { "waivers.0.expires": "2027-13-01" }, "waivers[0].expires", "is no day of the calendar"],
    ["need an approver", { "waivers.0.approver": undefined }, "waivers[0].approver", "is missing"],
    ["refuse an owner who approves", { "waivers.0.approver": "ann" }, "waivers[0].approver", "write another person"],
    ["need a reason", { "waivers.0.reason": undefined }, "waivers[0].reason", "is missing"],
    ["refuse a ticket number without quotes", { "waivers.0.ticket": 4711 }, "waivers[0].ticket", "put it in quotes"],
    [
      "refuse a date as reason, which lost its quotes",
      { "waivers.0.reason": "2027-01-31 00:00:00 +0000 UTC" },
      "waivers[0].reason",
      "put it in quotes",
    ],
  ]);
});
