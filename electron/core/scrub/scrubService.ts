/**
 * Scrubs from the open file to the certificate. Each lives in the core under an id until it is discarded; the halves of one
 * that was told no place are kept in the data directory meanwhile, readable by this person only. A scrub is checked and
 * planned by planScrub.ts and done by runScrub.ts.
 */
import { createReadStream, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScrubCertificate, ScrubFound, ScrubOptions, ScrubPart } from '../../../shared/contract/scrub.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { RegistryDays } from '../../../shared/domain/registries/registry.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import type { MappingRows } from '../db/desk/mappingRows.ts';
import type { Jobs } from '../desk/jobs.ts';
import { type Answer, refuse } from '../answer.ts';
import type { Clock } from '../ports.ts';
import type { RegistryLookup } from '../registries/lookup.ts';
import { toCertificateText } from './certificate/certificate.ts';
import { toCertificatePdf } from './certificate/certificatePdf.ts';
import { createHalfFile } from './leads/halfFile.ts';
import { type LeadChoices, type LeadRef, openLeadFile, sizeOfLeads } from './leads/leadFile.ts';
import { findPathProblem } from './leads/places.ts';
import { createLeadMemory } from './leadMemory.ts';
import { planScrub, type Scrub, type ScrubPlaces } from './planScrub.ts';
import { createScrubRun } from './runScrub.ts';

export type ScrubDeps = {
  readonly dataDir: string;
  /** The list's database file. */
  readonly file: string;
  readonly uploadsDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly jobs: Jobs;
  /** Of scrubs. */
  readonly mappings: MappingRows;
  readonly targets: () => TargetIndex;
  readonly author: () => string;
  readonly region: () => Region | undefined;
  readonly zone: () => Zone;
  readonly toDay: DayWriter;
  /** What is loaded, and for how many days a version may be used. */
  readonly registries: () => { readonly lookup: RegistryLookup; readonly days: RegistryDays };
  readonly changed: () => void;
};

export type ReadSettings = LeadChoices;

export type ScrubService = ReturnType<typeof createScrubService>;

export function createScrubService(deps: ScrubDeps) {
  const { jobs } = deps;
  const scrubs = new Map<string, Scrub>();
  const keepDir = join(deps.dataDir, 'scrubs');
  // What a former desk kept ended with it.
  rmSync(keepDir, { recursive: true, force: true });
  const memory = createLeadMemory(deps);
  const runs = createScrubRun({ ...deps, keepDir, remember: (found, options) => memory.remember(found, options) });

  const find = (id: string): Answer<Scrub> => {
    const scrub = scrubs.get(id);
    return scrub ? { ok: true, value: scrub } : refuse('This lead file is no longer open. Drop it again.');
  };
  const idle = (id: string): Answer<Scrub> => {
    const found = find(id);
    if (!found.ok || !found.value.busy) return found;
    return refuse('This lead file is still being worked on. Wait for it, or cancel it first.');
  };
  const toFound = ({ id, found }: Scrub): ScrubFound => ({ ...found, scrub: id });

  /** A part as it is downloaded or saved. */
  async function* readPart({ done }: Scrub, part: ScrubPart): AsyncGenerator<Uint8Array> {
    if (done === undefined) return;
    if (part === 'certificate') yield Buffer.from(toCertificateText(done.certificate), 'utf8');
    else if (part === 'certificatePdf')
      yield await toCertificatePdf(done.certificate, toCertificateText(done.certificate));
    else
      for await (const chunk of createReadStream(done.places[part], { highWaterMark: 196_608 }))
        yield chunk as Uint8Array;
  }

  async function copyPart(scrub: Scrub, part: ScrubPart, path: string): Promise<void> {
    const file = await createHalfFile(path, deps.newId());
    try {
      for await (const bytes of readPart(scrub, part)) {
        file.append(bytes, 0, bytes.length);
        await file.flush();
      }
      await file.finish();
      await file.publish();
    } finally {
      await file.discard();
    }
  }

  return {
    async open(ref: LeadRef, settings: ReadSettings, region: Region | undefined): Promise<Answer<ScrubFound>> {
      runs.expect(await sizeOfLeads(ref, deps.uploadsDir));
      const opened = await openLeadFile(ref, withRegion(settings, region ?? deps.region()), deps.uploadsDir);
      if (!opened.ok) return refuse(opened.message);
      const leads = opened.value;
      const scrub: Scrub = { id: deps.newId(), leads, found: memory.recall(leads.found), region, busy: false };
      scrubs.set(scrub.id, scrub);
      deps.changed();
      return { ok: true, value: toFound(scrub) };
    },

    async reread(id: string, settings: ReadSettings): Promise<Answer<ScrubFound>> {
      const found = idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      const region = scrub.region ?? deps.region();
      const opened = await openLeadFile(scrub.leads.ref, withRegion(settings, region), deps.uploadsDir);
      if (!opened.ok) return refuse(opened.message);
      scrub.leads = opened.value;
      scrub.found = memory.recall(scrub.leads.found);
      delete scrub.done;
      deps.changed();
      return { ok: true, value: toFound(scrub) };
    },

    forgetMapping(id: string): Answer<ScrubFound> {
      const found = idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      memory.forget(scrub.leads.found);
      scrub.found = scrub.leads.found;
      deps.changed();
      return { ok: true, value: toFound(scrub) };
    },

    get(id: string): Answer<{ found: ScrubFound; step: 'found' | 'done'; options: ScrubOptions | null }> {
      const found = find(id);
      if (!found.ok) return found;
      const { done } = found.value;
      return {
        ok: true,
        value: {
          found: toFound(found.value),
          step: done === undefined ? 'found' : 'done',
          options: done?.options ?? null,
        },
      };
    },

    /** Starts the work as a job. */
    start(id: string, options: ScrubOptions, to: ScrubPlaces | undefined): Answer<string> {
      const found = idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      const planned = planScrub(scrub, options, to, { ...deps, keepDir });
      if (!planned.ok) return planned;
      scrub.busy = true;
      delete scrub.done;
      const { id: job } = jobs.start(
        { kind: 'scrub', label: scrub.leads.found.name, subject: id },
        runs.start(scrub, options, planned.value),
      );
      deps.changed();
      return { ok: true, value: job };
    },

    result(id: string): Answer<ScrubCertificate> {
      const found = find(id);
      if (!found.ok) return found;
      const { done } = found.value;
      return done === undefined
        ? refuse('This lead file has not been cleaned yet.')
        : { ok: true, value: done.certificate };
    },

    download(id: string, part: ScrubPart): Answer<AsyncGenerator<Uint8Array>> {
      const found = find(id);
      if (!found.ok) return found;
      if (found.value.done === undefined) return refuse('This lead file has not been cleaned yet.');
      return { ok: true, value: readPart(found.value, part) };
    },

    /** Writes a part to a path; rejects with a JobFailure when that cannot be done. */
    async save(id: string, part: ScrubPart, path: string): Promise<Answer<{ path: string }>> {
      const found = find(id);
      if (!found.ok) return found;
      const scrub = found.value;
      if (scrub.done === undefined) return refuse('This lead file has not been cleaned yet.');
      const { clean, blocked } = scrub.done.places;
      const problem = findPathProblem(scrub.leads.opened.source, [clean, blocked, path]);
      if (problem !== undefined) return refuse(problem);
      await copyPart(scrub, part, path);
      return { ok: true, value: { path } };
    },

    list: () =>
      [...scrubs.values()].map(({ id, leads, done }) => ({
        scrub: id,
        name: leads.found.name,
        step: done === undefined ? ('found' as const) : ('done' as const),
      })),

    async discard(id: string): Promise<Answer<null>> {
      const found = idle(id);
      if (!found.ok) return found;
      scrubs.delete(id);
      await found.value.leads.close();
      await rm(join(keepDir, id), { recursive: true, force: true });
      deps.changed();
      return { ok: true, value: null };
    },

    async close(): Promise<void> {
      await runs.close();
      rmSync(keepDir, { recursive: true, force: true });
    },
  };
}

function withRegion(settings: ReadSettings, region: Region | undefined): ReadSettings {
  return { ...settings, ...(region === undefined ? {} : { region }) };
}
