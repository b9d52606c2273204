/**
 * The hub's SQL keeps to what PostgreSQL, CockroachDB and YugabyteDB understand alike, and to nothing that one of them takes without
 * doing it: an advisory lock that does not lock, a row lock that is best effort.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../electron/core/hub/pg');
/** Comments may name what the statements must not have. */
const sources = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ''),
}));

it.each([
  ['advisory locks', /pg_advisory|pg_try_advisory/i],
  ['locks of rows that are best effort elsewhere', /FOR (UPDATE|SHARE)\b(?! )|SELECT[^;`']*\bFOR UPDATE/i],
  ['hidden columns and snapshots', /\b(xmin|ctid|pg_current_snapshot|txid_current)\b/i],
  ['sequences, which run ahead of commits', /\b(big|small)?serial\b|nextval|GENERATED .* IDENTITY|CREATE SEQUENCE/i],
  ['notifications', /\b(LISTEN|NOTIFY)\b/],
  ['copying in, which some leave to admins', /COPY [^(]* FROM/i],
  ['rights on columns', /GRANT (SELECT|UPDATE|INSERT) \(/i],
  ['row level security', /ROW LEVEL SECURITY|CREATE POLICY/i],
  ['functions with another login’s rights', /SECURITY DEFINER/i],
  ['loops and PERFORM in functions', /\bFOR [a-z_]+ IN\b|\bWHILE\b|\bLOOP\b|\bPERFORM\b/i],
  ['prepared statements, which a pooler loses', /\bPREPARE \w/],
])('no %s', (_what, pattern) => {
  expect(sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
});

it('the one transaction says its isolation level, and takes its rev in a statement of its own', () => {
  const push = sources.find(({ name }) => name === 'push.ts')?.text ?? '';
  expect(push).toContain('BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED');
  expect(push).toMatch(/const next = 'UPDATE dnc\.head SET rev = rev \+ 1 [^;']*RETURNING rev'/);
});
