/** The gate on the command line, beside a desk that is open: what is set is what is told. */
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endAll, makeDataDir, runCli, startServe } from '../../support/cliProcess.ts';

let place: ReturnType<typeof makeDataDir>;

beforeEach(() => {
  place = makeDataDir();
});
afterEach(() => {
  endAll();
  place.remove();
});

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

it('tells that programs are answered once they are, and that they are not', async () => {
  const desk = await startServe(place);
  await runCli(['tokens', 'add', 'Dialer', '--scope', 'check'], place);
  const port = await findPort();
  const on = await runCli(['gate', '--listen', '--port', String(port)], place);
  expect(on.stdout).toContain(`Listens at 127.0.0.1, port ${port}, while the desk is open.`);
  expect(on.stdout).toContain(`Now: Programs with a token are answered at http://127.0.0.1:${port}.`);
  const off = await runCli(['gate', '--no-listen'], place);
  expect(off.stdout).toContain('Now: No port of its own listens.');
  await desk.stop();
});
