// Files sent to a served desk as a page sends them: uploaded, opened, previewed and applied, each step over HTTP.
import { expect } from 'vitest';
import type { BatchRow, EntryRow } from '../../shared/contract/entries.ts';
import type { ImportResult, IntakeFound, IntakeLine, IntakeSummary } from '../../shared/contract/intake.ts';
import { type ServedDesk, signIn } from './cliProcess.ts';

/** What became of a file: the sentence that refused it, or one text per line that was read (see `importUpload`). */
export type Fate = { readonly refused: string } | { readonly lines: readonly string[]; readonly result: ImportResult };

export type Uploader = Awaited<ReturnType<typeof openUploader>>;

class Refused extends Error {}

export async function openUploader(desk: ServedDesk) {
  const session = await signIn(desk);
  const headers = { authorization: `Bearer ${session}` };

  async function call<T>(path: string, input: unknown): Promise<T> {
    const answer = await fetch(`${desk.origin}/api${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body = (await answer.json()) as T & { readonly message?: string };
    if (answer.status === 422) throw new Refused(body.message);
    expect([path, answer.status]).toEqual([path, 200]);
    return body;
  }

  async function runJob(job: string): Promise<void> {
    const { state, message } = await call<{ state: string; message: string }>('/jobs/wait', { job });
    if (state === 'failed') throw new Refused(message);
    expect(state).toBe('done');
  }

  async function upload(bytes: Uint8Array): Promise<string> {
    const answer = await fetch(`${desk.origin}/upload`, { method: 'PUT', headers, body: Buffer.from(bytes) });
    return ((await answer.json()) as { upload: string }).upload;
  }

  /** Imports a file with what is recognised in it. `apply: false` stops before anything is written. */
  async function importUpload(name: string, bytes: Uint8Array): Promise<Fate> {
    try {
      const from = { kind: 'upload', upload: await upload(bytes), name };
      const found = await call<IntakeFound>('/intake/open', { from, region: 'US' });
      const { intake, columns, asks } = found;
      const mapping = columns.flatMap(({ column, field }) => (field === 'ignore' ? [] : [{ column, field }]));
      await runJob(
        (await call<{ job: string }>('/intake/preview', { intake, options: { mapping, region: 'US' } })).job,
      );
      const summary = await call<IntakeSummary>('/intake/summary', { intake });
      const { lines } = await call<{ lines: IntakeLine[] }>('/intake/lines', { intake, limit: 1000 });
      const [question] = summary.questions;
      if (question !== undefined) return { refused: question.sentence };
      const confirmed = asks.map(({ kind }) => kind);
      await runJob((await call<{ job: string }>('/intake/apply', { intake, confirmed })).job);
      const result = await call<ImportResult>('/intake/result', { intake });
      await call('/intake/discard', { intake });
      const noted = new Set(summary.notes.first.map(({ line }) => line));
      const { batch } = result;
      const { entries } = await call<{ entries: EntryRow[] }>('/entries/list', { filter: { batch }, limit: 1000 });
      return { result, lines: describe(lines, new Map(entries.map((entry) => [entry.number, entry])), noted) };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.message };
      throw error;
    }
  }

  return {
    importUpload,
    undo: (batch: number) => call<BatchRow>('/batches/undo', { batch }),
    count: async () => (await call<{ entries: number }>('/app/status', {})).entries,
  };
}

/** "2 +12125551000 because asked", "3 rejected", with "(noted)" where a part of the line could not be used. */
function describe(
  lines: readonly IntakeLine[],
  entries: ReadonlyMap<string, EntryRow>,
  noted: ReadonlySet<number>,
): string[] {
  return lines.map(({ line, group, number }) => {
    const note = noted.has(line) ? ' (noted)' : '';
    if (group !== 'new' || number === null) return `${line} ${group}${note}`;
    const reason = entries.get(number)?.reason?.slice(0, 40);
    return `${line} ${number}${reason === undefined ? '' : ` because ${reason}`}${note}`;
  });
}
