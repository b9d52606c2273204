// A sealed file that waits for its passphrase: the tokens in it are locked, and nobody is told that they are missing.
import { afterEach, expect, test } from 'vitest';
import { openSecrets } from '../../../electron/core/secrets/openSecrets.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

let desk: TestCore | undefined;
let place: Awaited<ReturnType<typeof makeDataDir>> | undefined;
afterEach(async () => {
  await desk?.close();
  await place?.remove();
});

const locked = 'The tokens are locked: enter the passphrase in Settings to sync with Weya.';

test('an account says that its token is locked, and finds it once the passphrase is given', async () => {
  place = await makeDataDir();
  const { dataDir } = place;
  const start = async (passphrase?: string) =>
    await openTestCore(dataDir, { secrets: await openSecrets({ dataDir, keychain: null, passphrase }) });
  desk = await start('correct horse battery');
  const account = { vendor: 'weya', name: 'Weya', baseUrl: 'http://127.0.0.1:9', settings: {} };
  await desk.client.accounts.add({ ...account, token: 'a token', everyMinutes: 0 });
  await desk.close();

  desk = await start();
  const { client } = desk;
  expect((await client.app.info()).secrets).toMatchObject({ kind: 'sealedFile', locked: true });
  expect(await client.accounts.list()).toMatchObject([{ hasToken: false, sentence: expect.stringContaining(locked) }]);
  expect(await client.accounts.test({ account: 1 })).toEqual({ ok: false, sentence: locked });
  const { job } = await client.sync.run({});
  expect((await client.jobs.wait({ job })).message).toContain(locked);
  await expect(client.app.unlock({ passphrase: 'another passphrase' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await client.app.unlock({ passphrase: 'correct horse battery' })).toMatchObject({ locked: false });
  expect(await client.accounts.list()).toMatchObject([{ hasToken: true }]);
});
