import { type PreviewCheck, onEach } from "../check";
import { obscured } from "../obscured";
import type { Known, Reader } from "../reader";
import { UNKNOWN, isTrue } from "../tree";
import { type Verdict, fail, notApplicable, pass, worst } from "../verdict";
import { filled } from "./ask";

const type = "aws:cloudfront/distribution:Distribution";

/** The default behaviour and those of single paths. */
const onBehaviours = (distribution: Reader, decide: (behaviour: Reader) => Verdict): Verdict =>
  worst(["defaultCacheBehavior", "orderedCacheBehaviors"].flatMap((path) => distribution.every(path, decide, notApplicable)));

const clear = "browsers may ask in clear; set viewerProtocolPolicy to redirect-to-https or https-only";

const strong = (version: Known): boolean => typeof version === "string" && /^TLSv1\.(2|3)_20/.test(version);

function strongTls(distribution: Reader): Verdict {
  return distribution.inspect("viewerCertificate.cloudfrontDefaultCertificate", (own) =>
    isTrue(own)
      ? fail("the certificate of CloudFront takes TLS 1.0; name one of your own, and set minimumProtocolVersion to TLSv1.2_2021")
      : distribution.expect(
          "viewerCertificate.minimumProtocolVersion",
          strong,
          "the distribution takes old TLS; set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021 or newer",
        ),
  );
}

const weak = ["SSLv3", "TLSv1", "TLSv1.1"];

const originsEncrypted = (distribution: Reader): Verdict =>
  worst(
    distribution.every("origins", (origin) => {
      if (origin.read("customOriginConfig") === undefined) return notApplicable;
      return worst([
        origin.expect(
          "customOriginConfig.originProtocolPolicy",
          (policy) => policy === "https-only",
          "requests go on to the origin in clear; set originProtocolPolicy to https-only",
        ),
        ...origin.every("customOriginConfig.originSslProtocols", (protocol) =>
          protocol.expect(
            "",
            (name) => typeof name === "string" && !weak.includes(name),
            "the origin is asked over old TLS; keep only TLSv1.2 in originSslProtocols",
          ),
        ),
      ]);
    }),
  );

/** A bucket that only this distribution reads: through an access control, or the older identity. */
const bucketsClosed = (distribution: Reader): Verdict =>
  worst(
    distribution.every("origins", (origin) => {
      const control = origin.read("originAccessControlId");
      const identity = origin.read("s3OriginConfig.originAccessIdentity");
      const isBucket = origin.read("s3OriginConfig") !== undefined || control !== undefined || namesBucket(origin.read("domainName"));
      if (!isBucket || origin.read("customOriginConfig") !== undefined) return notApplicable;
      if (control === UNKNOWN || identity === UNKNOWN)
        return origin.sources("origins").length > 0 ? pass : (obscured([origin], "originAccessControlId") ?? pass);
      const given = [control, identity].some((value) => value !== undefined && value !== "");
      return given ? pass : fail("the bucket has to be open for the distribution to read it; set originAccessControlId");
    }),
  );

const namesBucket = (name: unknown): boolean => typeof name === "string" && /\.s3([.-][a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/.test(name);

export const distributionChecks = {
  "distribution-https-only": onEach(type, (distribution) =>
    onBehaviours(distribution, (behaviour) =>
      behaviour.expect("viewerProtocolPolicy", (policy) => policy === "redirect-to-https" || policy === "https-only", clear),
    ),
  ),
  "distribution-tls-strong": onEach(type, strongTls),
  "distribution-origins-encrypted": onEach(type, originsEncrypted),
  "distribution-buckets-closed": onEach(type, bucketsClosed),
  "distribution-logged": filled({ [type]: "loggingConfig.bucket" }, "who asked for what is not recorded; set loggingConfig with a bucket"),
  "distribution-behind-waf": filled(
    { [type]: "webAclId" },
    "nothing filters requests from the internet; set webAclId to the ARN of a wafv2.WebAcl",
  ),
  "distribution-names-first-page": filled(
    { [type]: "defaultRootObject" },
    "whoever asks for the root may see a list of what is there; set defaultRootObject",
  ),
} as const satisfies Record<string, PreviewCheck>;
