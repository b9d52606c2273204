// Run by test/integration/secrets/secretsKeychain.test.ts inside a desktop session of its own: what the keychain keeps is kept
// across processes, and two data directories do not see each other's tokens. Prints one JSON line.
import { openSecrets } from '../../electron/core/secrets/openSecrets.ts';

const [step, one = '', two = ''] = process.argv.slice(2);
const first = await openSecrets({ dataDir: one });
const second = await openSecrets({ dataDir: two });
if (step === 'save') {
  await first.save('account:1', 'token-of-the-first');
  await second.save('account:1', 'token-of-the-second');
}
if (step === 'remove') await first.remove('account:1');
const state = await first.state();
const seen = { kind: state.kind, first: await first.load('account:1'), second: await second.load('account:1') };
process.stdout.write(`${JSON.stringify(seen)}\n`);
