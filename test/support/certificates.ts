/** Certificates for tests, made by openssl: an authority, and servers that it speaks for. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PEM. */
export type TestCertificate = { readonly certificate: string; readonly key: string };

export type TestAuthority = {
  /** PEM of its own certificate. */
  readonly ca: string;
  /** `days`: how long it holds from now on; negative: it has expired. */
  readonly certify: (name: string, days?: number) => TestCertificate;
};

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A new authority. */
export function makeAuthority(): TestAuthority {
  const authority = inFolder((folder, openssl) => {
    openssl('req', '-x509', ...curve, '-days', '2', '-subj', '/CN=an authority', '-keyout', 'key', '-out', 'ca');
    return { certificate: readFileSync(join(folder, 'ca'), 'utf8'), key: readFileSync(join(folder, 'key'), 'utf8') };
  });
  return {
    ca: authority.certificate,
    certify: (name, days = 2) =>
      inFolder((folder, openssl) => {
        writeFileSync(join(folder, 'ca'), authority.certificate);
        writeFileSync(join(folder, 'caKey'), authority.key);
        writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${name}`);
        openssl('req', '-new', ...curve, '-subj', '/CN=a server', '-keyout', 'key', '-out', 'asked');
        const by = ['-CA', 'ca', '-CAkey', 'caKey', '-CAcreateserial', '-extfile', 'names'];
        openssl('x509', '-req', '-in', 'asked', ...by, '-days', String(days), '-out', 'made');
        return {
          certificate: readFileSync(join(folder, 'made'), 'utf8'),
          key: readFileSync(join(folder, 'key'), 'utf8'),
        };
      }),
  };
}

function inFolder<T>(work: (folder: string, openssl: (...args: string[]) => void) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  try {
    return work(folder, (...args) => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
