/**
 * Every field of an entry goes every way through the product and comes out as it went in: the forms of the page, the command
 * line, the table, the journal, edits, imports, exports, filters, bulk changes, undos and the history. A field that is added
 * to shared/fields.ts is walked at once; a place that forgets it fails here.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReference, toDetails as toGiven, withDetails } from '../../../electron/hosts/cli/detailOptions.ts';
import { toProof } from '../../../renderer/features/number/proof.ts';
import { longestOf, toFilter } from '../../../renderer/features/list/listFilter.ts';
import { startChange, toAct } from '../../../renderer/ui/entry/changeForm.ts';
import { toDetailForm } from '../../../renderer/ui/entry/detailForm.ts';
import { emptyStatement, toPatch, toStatementInput } from '../../../renderer/ui/entry/statementForm.ts';
import {
  type Details,
  fromEach,
  noDetails,
  toDetails,
  toTexts,
  toDetailText,
} from '../../../shared/domain/entry/details.ts';
import { parseDay } from '../../../shared/domain/time/moment.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import {
  type Field,
  fieldNames,
  fields,
  type FieldRow,
  filterFields,
  fieldParts,
  wordFields,
} from '../../../shared/fields.ts';
import { LANGUAGES } from '../../../shared/words/languages/lookups.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';
import { fullDetails, valuesOf } from '../../support/someDetails.ts';

const zone = createZone('UTC');
const folders: Awaited<ReturnType<typeof makeDataDir>>[] = [];
const desks: TestCore[] = [];
let desk: TestCore;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  for (const each of desks) await each.close();
  for (const { remove } of folders) await remove();
});

async function openDesk(): Promise<TestCore> {
  const folder = await makeDataDir();
  folders.push(folder);
  const opened = await openTestCore(folder.dataDir);
  desks.push(opened);
  return opened;
}

let numbers = 0;
const nextNumber = () => `+1212555${String(numbers++).padStart(4, '0')}`;
const one = (field: Field, value: unknown): Details => fromEach((other) => (other === field ? value : null));
/** Two values of a field that differ. */
const twoOf = (field: Field): readonly [Details, Details] => {
  const [first, second] = valuesOf(field);
  return [one(field, first), one(field, second)];
};
const toDay = (at: string) => at.slice(0, 10);

async function detailsOf(number: string, { client } = desk): Promise<Details> {
  const { entry } = await client.entries.get({ number });
  if (entry === null) throw new Error(`${number} is not on the list`);
  return toDetails(entry);
}
const historyOf = async (number: string) => (await desk.client.entries.get({ number })).history;

async function finish({ client }: TestCore, job: string): Promise<void> {
  expect(await client.jobs.wait({ job })).toMatchObject({ state: 'done' });
}

type Options = Parameters<TestCore['client']['intake']['preview']>[0]['options'];

/** Imports rows under a header, with the columns as they are recognised, and answers what the preview says of its first line. */
async function importRows(
  to: TestCore,
  rows: readonly (readonly (string | null)[])[],
  options: Omit<Options, 'mapping'>,
) {
  const { client } = to;
  const path = join(to.dataDir, `rows-${numbers++}.csv`);
  await writeFile(path, Papa.unparse(rows.map((row) => [...row])));
  const { intake, columns } = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const mapping = columns.map(({ column, field }) => ({ column, field }));
  await finish(to, (await client.intake.preview({ intake, options: { ...options, mapping } })).job);
  const [line] = (await client.intake.lines({ intake, limit: 1 })).lines;
  await finish(to, (await client.intake.apply({ intake })).job);
  return { ...(await client.intake.result({ intake })), mapping, line };
}

/** A header by which the parts of a field are recognised: their first name in English. */
const headerOf = (field: Field) =>
  fieldParts.flatMap(({ field: of, column }) => {
    const { sure } = LANGUAGES.en;
    return of === field ? [(sure[column] ?? `no English name for the column ${column}`).split(',')[0] ?? ''] : [];
  });
const cellsOf = (details: Details, field: Field) => {
  const texts = toTexts(details);
  return fieldParts.flatMap(({ field: of, part }) => (of === field ? [texts[part]] : []));
};

describe.each(fieldNames)('%s', (field) => {
  const row: FieldRow = fields[field];
  const [first, second] = twoOf(field);

  it('is added, changed, taken away and given back, and the history says it', async () => {
    const { client } = desk;
    for (const value of valuesOf(field)) {
      const number = nextNumber();
      await client.entries.add({ numbers: [number], ...one(field, value) });
      expect(await detailsOf(number)).toEqual(one(field, value));
    }
    const number = nextNumber();
    await client.entries.add({ numbers: [number], ...first });
    const edited = await client.entries.edit({ numbers: [number], patch: { [field]: second[field] } });
    expect(await detailsOf(number)).toEqual(second);
    expect((await historyOf(number)).at(-1)?.sentence).toContain(
      row.kind === 'reference' ? `the ${row.word} was given` : `the ${row.word} is now `,
    );
    const taken = await client.entries.edit({ numbers: [number], patch: { [field]: null } });
    expect(await detailsOf(number)).toEqual(noDetails);
    expect((await historyOf(number)).at(-1)?.sentence).toContain(`the ${row.word} was taken out`);
    await client.batches.undo({ batch: taken.batch ?? 0 });
    expect(await detailsOf(number)).toEqual(second);
    await client.batches.undo({ batch: edited.batch ?? 0 });
    expect(await detailsOf(number)).toEqual(first);
  });

  it('is left by an edit of another, and joined by a second add', async () => {
    const { client } = desk;
    const [number, other] = [nextNumber(), nextNumber()];
    const full = fullDetails(0);
    await client.entries.add({ numbers: [number], ...full });
    for (const each of fieldNames)
      if (each !== field) await client.entries.edit({ numbers: [number], patch: { [each]: null } });
    expect(await detailsOf(number)).toEqual(one(field, full[field]));

    await client.entries.add({ numbers: [other], ...one(field, full[field]) });
    await client.entries.add({ numbers: [other], ...fullDetails(1), onDuplicate: 'keep' });
    expect(await detailsOf(other)).toEqual(one(field, full[field]));
    await client.entries.add({ numbers: [other], ...second, onDuplicate: 'update' });
    expect(await detailsOf(other)).toEqual(second);
  });

  it('is imported from a column of its own, else as it was chosen, and the import is undone', async () => {
    const [said, unsaid, known] = [nextNumber(), nextNumber(), nextNumber()];
    await desk.client.entries.add({ numbers: [known], ...second });
    const rows = [
      ['phone', ...headerOf(field)],
      [known, ...cellsOf(first, field)],
      [said, ...cellsOf(first, field)],
      [unsaid, ...cellsOf(noDetails, field)],
    ];
    const done = await importRows(desk, rows, { ...second, onDuplicate: 'update' });
    expect(done.mapping.slice(1).map((entry) => entry.field)).toEqual(
      fieldParts.flatMap(({ field: of, column }) => (of === field ? [column] : [])),
    );
    expect(done.line?.changes).toEqual([{ field: row.word, from: expect.any(String), to: expect.any(String) }]);
    expect([await detailsOf(known), await detailsOf(said), await detailsOf(unsaid)]).toEqual([first, first, second]);
    await desk.client.batches.undo({ batch: done.batch });
    expect(await detailsOf(known)).toEqual(second);
  });

  it('is changed in many at once, previewed in words, and given back by the undo', async () => {
    const { client } = desk;
    const some = [nextNumber(), nextNumber()];
    await client.entries.add({ numbers: some, ...first });
    const act = toAct({ ...startChange([field]), ...toDetailForm(second) });
    if (act === undefined) throw new Error('Nothing to do');
    const { bulk, job } = await client.bulk.preview({ of: { kind: 'numbers', numbers: some }, act });
    await finish(desk, job);
    const { fields: touched, confirm } = await client.bulk.summary({ bulk });
    expect(touched).toEqual([{ field, count: 2 }]);
    const { items } = await client.bulk.items({ bulk, group: 'change', limit: 1 });
    expect(items).toMatchObject([{ changes: [{ field }] }]);
    await finish(desk, (await client.bulk.apply({ bulk, why: 'so they said', confirm: confirm ?? undefined })).job);
    expect(await detailsOf(some[1] ?? '')).toEqual(second);
    await client.batches.undo({ batch: (await client.bulk.result({ bulk })).batch ?? 0 });
    expect(await detailsOf(some[1] ?? '')).toEqual(first);
  });

  it('is in the form of the page as it was, and alone in the patch', () => {
    for (const value of valuesOf(field)) {
      const details = one(field, value);
      const form = { ...emptyStatement, ...toDetailForm(details) };
      expect(toDetails(toStatementInput(form) as Details)).toEqual(details);
      expect(toPatch(emptyStatement, form)).toEqual({ [field]: value });
      expect(toPatch(form, emptyStatement)).toEqual({ [field]: null });
    }
  });

  it('is read from the command line, where an empty text takes it away', () => {
    const read = (details: Details | 'empty') => {
      const texts = details === 'empty' ? undefined : toTexts(details);
      const own = fieldParts.filter((part) => part.field === field);
      const args = own.flatMap(({ option, part }) => [`--${option}`, texts?.[part] ?? '']);
      const command = withDetails(new Command(), ({ help }) => help).parse(args, { from: 'user' });
      checkReference(command.opts(), command);
      return toGiven(command.opts());
    };
    for (const value of valuesOf(field)) expect(read(one(field, value))).toEqual({ [field]: value });
    expect(read('empty')).toEqual({ [field]: null });
    const helped = withDetails(new Command(), ({ help }) => help).helpInformation();
    for (const { option } of fieldParts) expect(helped).toContain(`--${option} <`);
  });
});

describe.each(filterFields)('the list filtered by %s', (field) => {
  it('has the entries that say just this, by the address of the page and in the words of a bulk', async () => {
    const { client } = desk;
    const [here, elsewhere] = [nextNumber(), nextNumber()];
    const [value, other] = fields[field].kind === 'choice' ? valuesOf(field) : [`Only ${field}`, `Only ${field} too`];
    await client.entries.add({ numbers: [here], ...one(field, value) });
    await client.entries.add({ numbers: [elsewhere], ...one(field, other) });
    const filter = toFilter({ [field]: value ?? '' }, parseDay('2026-05-03') ?? ('' as never));
    expect(filter).toEqual({ [field]: value });
    const { entries } = await client.entries.list({ filter, limit: 1000 });
    expect(entries.map(({ number }) => number)).toContain(here);
    expect(entries.every((entry) => entry[field] === value)).toBe(true);
    if (fields[field].kind === 'text') {
      const shouted = await client.entries.list({ filter: { [field]: String(value).toUpperCase() } });
      expect(shouted.entries.map(({ number }) => number)).toEqual([here]);
      expect(toFilter({ [field]: 'x'.repeat(longestOf(field) + 1) }, parseDay('2026-05-03') ?? ('' as never))).toEqual(
        {},
      );
    } else expect(toFilter({ [field]: 'nobody knows' }, parseDay('2026-05-03') ?? ('' as never))).toEqual({});
    const { bulk, job } = await client.bulk.preview({ of: { kind: 'filter', filter }, act: { kind: 'remove' } });
    await finish(desk, job);
    expect((await client.bulk.summary({ bulk })).label).toContain(fields[field].word);
  });
});

it('texts are found by the search, whichever of them says it', async () => {
  const { client } = desk;
  for (const field of fieldNames) {
    if (fields[field].kind !== 'text') continue;
    const number = nextNumber();
    await client.entries.add({ numbers: [number], ...one(field, `needle in the ${field}`) });
    const found = await client.entries.list({ filter: { search: `needle in the ${field}` } });
    expect(found.entries.map((entry) => entry.number)).toEqual([number]);
  }
});

it('the export comes back as it was, text by text, and the record has every field', async () => {
  const [from, to] = [await openDesk(), await openDesk()];
  for (let which = 0; which < 4; which += 1)
    await from.client.entries.add({ numbers: [`+1310555010${which}`], ...fullDetails(which) });
  await from.client.entries.add({ numbers: ['+13105550109'] });
  const csv = await readAll(await from.client.entries.export({ format: 'csv' }));
  const rows = Papa.parse<string[]>(csv, { skipEmptyLines: true }).data;
  expect(rows[0]).toEqual(expect.arrayContaining(fieldParts.map(({ stored }) => stored)));
  await importRows(to, rows, {});
  const jsonOf = async ({ client }: TestCore) =>
    (JSON.parse(await readAll(await client.entries.export({ format: 'json' }))) as Details[]).map(toDetails);
  expect(await jsonOf(to)).toEqual(await jsonOf(from));
  expect(await jsonOf(from)).toEqual([...[0, 1, 2, 3].map(fullDetails), noDetails]);
});

it('the proof of a number has its words, and each vendor says what it does not keep', async () => {
  const number = nextNumber();
  const details = fullDetails(0);
  await desk.client.entries.add({ numbers: [number], ...details });
  const proof = toProof(await desk.client.entries.get({ number }), new Date(), zone);
  for (const field of wordFields)
    expect(proof).toContain(`${fields[field].title}: ${toDetailText(details, field, toDay) ?? ''}`);
  for (const { keeps } of await desk.client.accounts.vendors())
    for (const field of wordFields) expect(keeps[field].note).not.toBe('');
});

it('a scrub says them of each row that the list blocks, and its certificate that it does', async () => {
  const { client, dataDir } = desk;
  const number = nextNumber();
  const details = fullDetails(1);
  await client.entries.add({ numbers: [number], ...details });
  const path = join(dataDir, 'leads.csv');
  await writeFile(path, `Phone\n${number}\n`);
  const { scrub } = await client.scrub.open({ from: { kind: 'path', path }, region: 'US' });
  const mapping = [{ column: 0, field: 'phone' as const }];
  await finish(desk, (await client.scrub.start({ scrub, options: { mapping, region: 'US' } })).job);
  let blocked = '';
  for await (const piece of await client.scrub.download({ scrub, part: 'blocked' }))
    blocked += Buffer.from(piece, 'base64').toString('utf8');
  const { rules } = await client.scrub.result({ scrub });
  for (const field of wordFields) {
    expect(blocked).toContain(toDetailText(details, field, toDay));
    expect(rules.join(' ')).toContain(fields[field].word);
  }
});

it('the journal, replayed, gives the table of all that', async () => {
  expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
});
