import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { md, pki } from "node-forge";

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Whom a client certificate stands for: Kubernetes reads the user from the common name and the groups from the organisations. */
export interface User {
  readonly name: string;
  readonly groups?: readonly string[];
}

const hour = 3_600_000;

/** Every certificate of a control plane has this one key pair: none outlives the folder in which it lies, and none leaves the machine. */
interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** The certificate authority of one control plane. */
export class Authority {
  readonly #name = [{ name: "commonName", value: "compliant-eks e2e" }];
  #serial = 1;

  private constructor(
    private readonly keys: KeyPair,
    /** PEM of the authority's own certificate. */
    readonly certificate: string,
  ) {}

  static async create(): Promise<Authority> {
    const keys = await generate();
    const unsigned = new Authority(keys, "");
    return new Authority(keys, unsigned.#sign(unsigned.#name, [{ name: "basicConstraints", cA: true }]));
  }

  /** PEM of the key pair with which service-account tokens are signed and checked. */
  get tokenKeys(): KeyPair {
    return this.keys;
  }

  /** For a server that is called by one of these names or addresses; it may be a client of another one too, as etcd of itself. */
  server(name: string, hosts: readonly string[]): Identity {
    const altNames = hosts.map((host) => (/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }));
    return this.#issue(
      [{ name: "commonName", value: name }],
      [
        { name: "extKeyUsage", serverAuth: true, clientAuth: true },
        { name: "subjectAltName", altNames },
      ],
    );
  }

  client({ name, groups = [] }: User): Identity {
    const subject = [...groups.map((value) => ({ name: "organizationName", value })), { name: "commonName", value: name }];
    return this.#issue(subject, [{ name: "extKeyUsage", clientAuth: true }]);
  }

  #issue(subject: pki.CertificateField[], extensions: object[]): Identity {
    return { certificate: this.#sign(subject, extensions), key: this.keys.privateKey };
  }

  #sign(subject: pki.CertificateField[], extensions: object[]): string {
    const certificate = pki.createCertificate();
    certificate.publicKey = pki.publicKeyFromPem(this.keys.publicKey);
    this.#serial += 1;
    certificate.serialNumber = `0${String(this.#serial)}`.slice(-2);
    certificate.validity.notBefore = new Date(Date.now() - hour);
    certificate.validity.notAfter = new Date(Date.now() + 24 * hour);
    certificate.setSubject(subject);
    certificate.setIssuer(this.#name);
    certificate.setExtensions([...extensions, { name: "keyUsage", keyCertSign: true, digitalSignature: true, keyEncipherment: true }]);
    certificate.sign(pki.privateKeyFromPem(this.keys.privateKey), md.sha256.create());
    return pki.certificateToPem(certificate);
  }
}

async function generate(): Promise<KeyPair> {
  return promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
}
