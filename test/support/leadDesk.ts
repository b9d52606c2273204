/**
 * A desk that cleans lead files: each comes back as the rows of its two halves and its certificate. Columns are taken as they
 * are recognised, unless a test says otherwise.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeskInputs } from '../../shared/contract/contract.ts';
import type { ScrubCertificate, ScrubFound } from '../../shared/contract/scrub.ts';
import { makeDataDir, openTestCore, type TestCore } from './core.ts';

type Options = Partial<Omit<DeskInputs['scrub']['start']['options'], 'leftOut'>> & {
  /** Columns by name, or by index from 0. */
  readonly leaveOut?: readonly (string | number)[];
};

export type Cleaned = {
  readonly found: ScrubFound;
  /** The rows of the clean half, without header. */
  readonly clean: readonly string[];
  /** The rows of the other half as they were, and why each is there. */
  readonly blocked: readonly string[];
  readonly why: readonly string[];
  readonly certificate: ScrubCertificate;
};

export type LeadDesk = TestCore & {
  readonly block: (...numbers: readonly string[]) => Promise<void>;
  /** `rows`: the lines of a text, the first of them its header where it has one. */
  readonly clean: (name: string, rows: readonly string[], options?: Options) => Promise<Cleaned>;
};

export async function openLeadDesk(): Promise<LeadDesk> {
  const folder = await makeDataDir();
  const core = await openTestCore(folder.dataDir);
  const { client } = core;

  async function clean(name: string, rows: readonly string[], { leaveOut = [], ...options }: Options = {}) {
    const path = join(folder.dataDir, name);
    await writeFile(path, rows.map((row) => `${row}\n`).join(''));
    const region = options.region ?? 'US';
    const found = await client.scrub.open({ from: { kind: 'path', path }, region });
    const { scrub, columns, headerRow } = found;
    const leftOut = leaveOut.map((wanted) => columns.findIndex((each) => [each.header, each.column].includes(wanted)));
    const mapping = columns
      .map(({ column, field }) => ({ column, field }))
      .filter(({ column }) => !leftOut.includes(column));
    const to = { clean: join(folder.outDir, 'clean'), blocked: join(folder.outDir, 'blocked') };
    const asked = { mapping, region, leftOut, ...options };
    const { job } = await client.scrub.start({ scrub, options: asked, to, replace: true });
    const { state, message } = await client.jobs.wait({ job });
    if (state !== 'done') throw new Error(message);
    const certificate = await client.scrub.result({ scrub });
    const [kept, held] = await Promise.all([to.clean, to.blocked].map((half) => readFile(half, 'utf8')));
    await client.scrub.forgetMapping({ scrub });
    await client.scrub.discard({ scrub });
    const below = (text = '') => text.split('\n').slice(headerRow === null ? 0 : 1, -1);
    const reasons = findReasons(rows, below(held), found.delimiter === 'none' ? ',' : found.delimiter);
    return {
      found,
      clean: below(kept),
      blocked: reasons.map(({ row }) => row),
      why: reasons.map(({ why }) => why),
      certificate,
    };
  }

  return {
    ...core,
    clean,
    close: async () => {
      await core.close();
      await folder.remove();
    },
    async block(...numbers) {
      await client.entries.add({ numbers: [...numbers], confirmInvalid: true });
    },
  };
}

/** A blocked row is the original row and, in a cell of its own, the reason; both halves keep the order of the file. */
function findReasons(rows: readonly string[], held: readonly string[], separator: string) {
  let from = 0;
  return held.map((text) => {
    const place = rows.findIndex((row, at) => at >= from && text.startsWith(`${row}${separator}`));
    if (place === -1) throw new Error(`No row begins so: ${text}`);
    from = place + 1;
    const row = rows[place] ?? '';
    const rest = text.slice(row.length + separator.length);
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest)?.[1]?.replaceAll('""', '"');
    return { row, why: quoted ?? rest.split(separator)[0] ?? '' };
  });
}
