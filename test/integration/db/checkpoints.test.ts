// Checkpoints on another thread: the log is moved into the file, it does not grow without end, and afterwards, or when the
// thread fails, the connection makes them itself again.
import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { startCheckpoints } from '../../../electron/core/db/checkpointBeside.ts';
import { toWritable } from '../../../electron/core/db/handles.ts';
import { createTestDesk } from '../../support/desk.ts';

const autoCheckpoint = (db: Database.Database) => db.pragma('wal_autocheckpoint', { simple: true });
const numberAt = (at: number) => `+1212${2_000_000 + at}`;

test('what was committed is in the file itself at the end, and the log stays small on the way', async () => {
  const desk = createTestDesk();
  try {
    const checkpoints = startCheckpoints(desk.db, { commitsBetween: 3, mostPages: 50 });
    expect(autoCheckpoint(desk.db)).toBe(0);
    let written = 0;
    const pagesOf = () => statSync(`${desk.file}-wal`).size / 4096;
    for (let at = 0; at < 200; at++) {
      const before = pagesOf();
      desk.list.add({ numbers: [numberAt(at)], reason: 'asked' });
      written += Math.max(8, pagesOf() - before);
      await checkpoints.committed();
    }
    await checkpoints.close();
    await checkpoints.close();
    expect(written).toBeGreaterThan(1200);
    expect(pagesOf()).toBeLessThan(800);
    expect(autoCheckpoint(desk.db)).toBe(1500);
    const copy = join(desk.dir, 'copy.sqlite');
    copyFileSync(desk.file, copy);
    const alone = new Database(copy, { readonly: true });
    expect(alone.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(200);
    alone.close();
  } finally {
    desk.close();
  }
});

test('a thread that cannot work leaves the checkpoints to the connection, and nobody waits for it', async () => {
  const desk = createTestDesk();
  const file = join(desk.dir, 'other.sqlite');
  const db = toWritable(new Database(file));
  try {
    rmSync(file);
    const checkpoints = startCheckpoints(db, { commitsBetween: 1, mostPages: 1 });
    for (let commit = 0; commit < 5; commit++) await checkpoints.committed();
    await checkpoints.close();
    expect(autoCheckpoint(db)).toBe(1500);
  } finally {
    db.close();
    desk.close();
  }
});
