/** Desks and a PostgreSQL that are killed lose nothing: a few kills here, five hundred by `npm run test:hub-kill`. */
import { expect, it } from 'vitest';
import { noPostgres } from '../support/startPostgres.ts';
import { killHub } from './hubKills.ts';

it.skipIf(noPostgres !== undefined)(
  'survives kill -9 of desks and of the server, and an older copy of its data',
  async () => {
    const { problems, killed, pushesLost } = await killHub({ moments: 3, pushes: 5, seed: 3 });
    expect(problems).toEqual([]);
    expect(killed).toEqual({ desk: 1, server: 1, serverAtOnce: 1 });
    expect(pushesLost).toBeGreaterThanOrEqual(5);
  },
);
