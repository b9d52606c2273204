/** Certificates that this computer trusts, besides those that come with Node. */
import tls from 'node:tls';

export type Roots = {
  /** From now on both count, in the whole process. Reads them once; harmless where that cannot be done. */
  readonly trust: () => void;
};

/** The roots of this process, not read yet. */
export function createRoots(): Roots {
  let isDone = false;
  return {
    trust() {
      if (isDone) return;
      isDone = true;
      try {
        // Electron's TLS library may have no such list; its own is used then.
        tls.setDefaultCACertificates?.([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
      } catch {
        // A damaged certificate among them: Node's own stay.
      }
    },
  };
}
