import type { Framework, FrameworkId } from "./model";

export const frameworks = {
  "pci-dss": { name: "PCI DSS", version: "v4.0.1" },
  hipaa: { name: "HIPAA Security Rule", version: "45 CFR 164 subpart C, text in force (2013 Omnibus)" },
  gdpr: { name: "GDPR", version: "Regulation (EU) 2016/679" },
  popia: { name: "POPIA", version: "Act 4 of 2013 (South Africa)" },
} as const satisfies Record<FrameworkId, Framework>;
