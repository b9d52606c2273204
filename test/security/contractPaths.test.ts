/** A page in a browser may not name a file of this machine: every input of the contract that could carries the guard. */
import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ContractMeta, namesPath } from '../../shared/contract/common.ts';
import { contract } from '../../shared/contract/contract.ts';
import { makeDataDir, openTestCore, type TestCore } from '../support/core.ts';

type Named = { readonly name: string; readonly input: z.ZodType; readonly procedure: AnyContractProcedure };

/** Every procedure with an input, by its dotted name. */
function listProcedures(at: unknown, name: string): readonly Named[] {
  if (isContractProcedure(at)) {
    const { inputSchema } = at['~orpc'];
    return inputSchema instanceof z.ZodType ? [{ name, input: inputSchema, procedure: at }] : [];
  }
  return Object.entries(at as Record<string, unknown>).flatMap(([key, value]) =>
    listProcedures(value, name === '' ? key : `${name}.${key}`),
  );
}

/** Keys under which a schema holds a path: `path` itself, what a scrub writes its halves `to`, a `certificate`. */
const pathKeys = ['path', 'to', 'certificate'];

/** An input that names a path in the first place where the schema lets it; undefined where there is none. */
function toHostile(schema: unknown): Record<string, unknown> | undefined {
  const text = JSON.stringify(schema);
  if (text.includes('"const":"path"')) return { from: { kind: 'path', path: '/etc/passwd' } };
  const { properties = {} } = schema as { properties?: Record<string, unknown> };
  const key = pathKeys.find((candidate) => candidate in properties);
  if (key === undefined) return undefined;
  return { [key]: key === 'to' ? { clean: '/tmp/a', blocked: '/tmp/b' } : '/tmp/a' };
}

const hostile = listProcedures(contract, '').flatMap(({ name, input, procedure }) => {
  const named = toHostile(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
  return named === undefined ? [] : [{ name, named, procedure }];
});

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir, { caller: 'web' });
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

describe('a page in a browser names a path', () => {
  test('the calls that could are known', () => {
    expect(hostile.map(({ name }) => name).toSorted()).toEqual([
      'app.backup',
      'backups.preview',
      'backups.restore',
      'backups.setFolder',
      'entries.keepBlocked',
      'entries.lacking',
      'entries.redactAgain',
      'gate.saveSettings',
      'intake.open',
      'policy.export',
      'proofs.save',
      'registries.open',
      'scrub.open',
      'scrub.save',
      'scrub.start',
      'sync.scanFile',
    ]);
  });

  test.each(hostile)('$name: each path in it becomes what a host puts in its place', ({ procedure, named }) => {
    const meta = procedure['~orpc'].meta as ContractMeta;
    const seen: unknown[] = [];
    const swapped = meta.path?.swap(named, (path) => seen.push(path) && 'swapped');
    const left = JSON.stringify(swapped);
    expect(seen.length).toBeGreaterThan(0);
    for (const path of seen) expect(left).not.toContain(String(path));
    expect(left).toContain('swapped');
    expect(namesPath(meta, named)).toBe(true);
    expect(namesPath(meta, {})).toBe(false);
  });

  test.each(hostile)('$name refuses it', async ({ name, named }) => {
    const [area = '', call = ''] = name.split('.');
    const client = desk.client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    await expect(client[area]?.[call]?.(named)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('The page cannot name a path.') as string,
    });
  });
});
