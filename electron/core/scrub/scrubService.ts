/**
 * Scrubs from the open file to the certificate. Each lives in the core under an id until it is discarded; the halves of one
 * that was told no place are kept in the data directory meanwhile, readable by this person only. A scrub is checked and
 * planned by planScrub.ts and done by runScrub.ts.
 */
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFound, StoredFrom } from '../../../shared/contract/files.ts';
import type { ScrubCertificate, ScrubFound, ScrubOptions, ScrubPart } from '../../../shared/contract/scrub.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { RegistryDays } from '../../../shared/domain/registries/registry.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import type { CertificateRows } from '../db/desk/certificateRows.ts';
import type { MappingRows } from '../db/desk/mappingRows.ts';
import { type ColumnMemory, createColumnMemory } from '../desk/columnMemory.ts';
import type { Jobs } from '../desk/jobs.ts';
import type { Standing } from '../desk/standing.ts';
import { discardUpload } from '../files/locate.ts';
import type { ReadSettings } from '../files/openFile.ts';
import { createShelf, type Shelf } from '../files/shelf.ts';
import { type Answer, needsPerson, refuse } from '../answer.ts';
import type { Clock } from '../ports.ts';
import type { DeskTime } from '../desk/deskTime.ts';
import type { RegistryLookup } from '../registries/lookup.ts';
import { toCertificateRow } from './certificate/certificate.ts';
import { copyPart, readPart } from './certificate/scrubParts.ts';
import { noPhoneNote, openLeadFile, sizeOfLeads } from './leads/leadFile.ts';
import { toLeadTargets } from './leads/paths.ts';
import { planScrub, type Scrub, type ScrubDone, type ScrubPaths } from './planScrub.ts';
import { createScrubRun } from './runScrub.ts';
import { scrubServiceWords as say } from '../../../shared/words/core/scrub.ts';

export type ScrubDeps = {
  readonly dataDir: string;
  /** The list's database file. */
  readonly file: string;
  readonly uploadsDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly time: DeskTime;
  readonly standing: Standing;
  readonly newId: () => string;
  readonly jobs: Jobs;
  /** The remembered mappings of scrubs. */
  readonly mappings: MappingRows;
  /** What scrubs certified stays, for proofs. */
  readonly certificates: Pick<CertificateRows, 'add'>;
  readonly targets: () => TargetIndex;
  readonly author: () => string;
  readonly region: () => Region | undefined;
  readonly zone: () => Zone;
  readonly toDay: DayWriter;
  /** What is loaded, and for how many days a version may be used. */
  readonly registries: () => { readonly lookup: RegistryLookup; readonly days: RegistryDays };
  readonly changed: () => void;
};

export type ScrubService = ReturnType<typeof createScrubService>;

/** The halves that the core keeps are on the disk; a scrub itself is small. */
const keptScrubs = 8;

/** The scrubs of one desk. */
export function createScrubService(deps: ScrubDeps) {
  const { jobs } = deps;
  const keepDir = join(deps.dataDir, 'scrubs');
  // What a former desk kept ended with it.
  rmSync(keepDir, { recursive: true, force: true });
  const memory = createColumnMemory(deps, noPhoneNote);
  const runs = createScrubRun({ ...deps, keepDir });
  const shelf: Shelf<Scrub> = createShelf({
    kept: keptScrubs,
    gone: refuse(say.thisLeadFileIsNo),
    busy: refuse(say.thisLeadFileIsStill),
    async letGo({ id, leads }) {
      await leads.close();
      await rm(join(keepDir, id), { recursive: true, force: true });
    },
    changed: deps.changed,
  });

  function findDone(id: string): Answer<{ readonly scrub: Scrub; readonly done: ScrubDone }> {
    const found = shelf.find(id);
    if (!found.ok) return found;
    const { done } = found.value;
    if (done === undefined) return refuse(say.thisLeadFileHasNot);
    return { ok: true, value: { scrub: found.value, done } };
  }

  return {
    ...createOpenScrubs(deps, { shelf, memory, expect: runs.expect }),

    /** Starts the work as a job, and answers its id. `replace`: files that are there may be replaced. */
    start(id: string, options: ScrubOptions, to: ScrubPaths | undefined, replace: boolean): Answer<string> {
      const doubt = deps.standing.doubt();
      if (doubt !== null) return needsPerson(say.nothingWasCleaned(doubt));
      const found = shelf.idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      const planned = planScrub(scrub, options, to, { ...deps, keepDir, replace });
      if (!planned.ok) return planned;
      delete scrub.done;
      const { id: job } = jobs.start({ kind: 'scrub', label: scrub.leads.found.name, subject: id }, (control) =>
        shelf.work(scrub, async () => {
          const { certificate, message } = await runs.run(scrub, options, planned.value, control);
          deps.certificates.add(toCertificateRow(certificate));
          scrub.done = { certificate, options, paths: planned.value.paths };
          const { mapping, leftOut } = options;
          memory.remember(scrub.leads.found, {
            mapping,
            leftOut,
            requestValues: null,
            otherValues: null,
            columnAnswers: [],
          });
          return { result: certificate, message };
        }),
      );
      deps.changed();
      return { ok: true, value: job };
    },

    result(id: string): Answer<ScrubCertificate> {
      const found = findDone(id);
      return found.ok ? { ok: true, value: found.value.done.certificate } : found;
    },

    download(id: string, part: ScrubPart): Answer<AsyncGenerator<Uint8Array>> {
      const found = findDone(id);
      if (!found.ok) return found;
      return { ok: true, value: shelf.reading(found.value.scrub, readPart(found.value.done, part)) };
    },

    /** Writes a part to a path. @throws JobFailure when that cannot be done */
    async save(id: string, part: ScrubPart, path: string, replace: boolean): Promise<Answer<{ path: string }>> {
      const found = findDone(id);
      if (!found.ok) return found;
      const { scrub, done } = found.value;
      const { clean, blocked } = done.paths;
      const rules = { dataDir: deps.dataDir, replace };
      const targets = toLeadTargets(scrub.leads.opened.source, [path], rules, [clean, blocked]);
      if (!targets.ok) return targets;
      await copyPart(done, part, targets.value[0] ?? path, deps.newId());
      return { ok: true, value: { path } };
    },

    list: () =>
      shelf.list().map(({ id, leads, done }) => ({
        scrub: id,
        name: leads.found.name,
        step: done === undefined ? ('found' as const) : ('done' as const),
      })),
    discard: shelf.discard,

    async close(how: 'now' | 'settled'): Promise<void> {
      await runs.close(how);
      rmSync(keepDir, { recursive: true, force: true });
    },
  };
}

/** Puts lead files on the shelf, and reads them again. */
function createOpenScrubs(
  deps: ScrubDeps,
  parts: {
    readonly shelf: Shelf<Scrub>;
    readonly memory: ColumnMemory;
    /** Gets the size in bytes of a file that is being opened. */
    readonly expect: (bytes: number) => void;
  },
) {
  const { uploadsDir } = deps;
  const { shelf, memory } = parts;
  const toFound = ({ id, found }: Scrub): ScrubFound => ({ ...found, scrub: id });
  const openLeads = (from: StoredFrom, settings: ReadSettings, region: Region | undefined) =>
    openLeadFile(from, settings, { uploadsDir, region: region ?? deps.region() });

  return {
    async open(from: StoredFrom, settings: ReadSettings, region: Region | undefined): Promise<Answer<ScrubFound>> {
      parts.expect(await sizeOfLeads(from, uploadsDir));
      const opened = await openLeads(from, settings, region);
      if (!opened.ok) {
        await discardUpload(from, uploadsDir);
        return opened;
      }
      const leads = opened.value;
      const found = recall(memory, leads.found);
      const scrub: Scrub = { id: deps.newId(), leads, found, region, busy: false };
      shelf.put(scrub);
      return { ok: true, value: toFound(scrub) };
    },

    async reread(id: string, settings: ReadSettings): Promise<Answer<ScrubFound>> {
      const found = shelf.idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      const opened = await openLeads(scrub.leads.from, settings, scrub.region);
      if (!opened.ok) return opened;
      scrub.leads = opened.value;
      scrub.found = recall(memory, scrub.leads.found);
      delete scrub.done;
      deps.changed();
      return { ok: true, value: toFound(scrub) };
    },

    forgetMapping(id: string): Answer<ScrubFound> {
      const found = shelf.idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      memory.forget(scrub.leads.found);
      scrub.found = scrub.leads.found;
      deps.changed();
      return { ok: true, value: toFound(scrub) };
    },

    get(id: string): Answer<{ found: ScrubFound; step: 'found' | 'done'; options: ScrubOptions | null }> {
      const found = shelf.find(id);
      if (!found.ok) return found;
      const { done } = found.value;
      const step = done === undefined ? 'found' : 'done';
      return { ok: true, value: { found: toFound(found.value), step, options: done?.options ?? null } };
    },
  };
}

/** The file as found, its columns as the last time where that differs from the guess. */
function recall(memory: ColumnMemory, found: FileFound): FileFound {
  const recalled = memory.recall(found);
  return recalled === undefined || recalled.isAsGuessed ? found : recalled.found;
}
