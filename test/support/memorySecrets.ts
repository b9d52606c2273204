/** Tokens that stay in memory and outlive a desk, as a keychain's do. */
import type { SecretStore } from '../../electron/core/ports.ts';

export function createMemorySecrets(): SecretStore & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    state: () => Promise.resolve({ kind: 'memory', locked: false, sentence: 'Tokens are kept for this run.' }),
    unlock: () => Promise.resolve({ ok: true }),
    load: (name) => Promise.resolve(held.get(name)),
    save(name, secret) {
      held.set(name, secret);
      return Promise.resolve({ ok: true });
    },
    remove(name) {
      held.delete(name);
      return Promise.resolve({ ok: true });
    },
  };
}
