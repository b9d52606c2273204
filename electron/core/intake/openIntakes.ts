/**
 * The intakes that are open: each is held here from "what we found" until it is discarded, with its source, its preview
 * and its result. They live here and not in the page, so a reload finds them again. The work on them is intakeService.ts.
 */
import type { ImportResult, IntakeFound, IntakeOptions } from '../../../shared/contract/intake.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { type Answer, refuse } from '../answer.ts';
import type { Noticed } from './staging/stageFile.ts';
import type { IntakeMemory } from './intakeMemory.ts';
import type { ImportChoices } from './plan/planStaged.ts';
import { type OpenedSource, openSource, type ReadSettings, type SourceRef } from './source.ts';
import type { Staging } from './staging/staging.ts';

export type Intake = {
  readonly id: string;
  source: OpenedSource;
  /** What was found in it, with what is remembered of files like it. */
  found: OpenedSource['found'];
  readonly region: Region | undefined;
  step: 'found' | 'previewed' | 'applied';
  busy: boolean;
  staged?: Staged;
  result?: ImportResult;
};

/** Every line of the source as it was read, and what is to become of it. */
export type Staged = {
  readonly staging: Staging;
  readonly choices: ImportChoices;
  readonly options: IntakeOptions;
  readonly noticed: Noticed;
};

export function createOpenIntakes(deps: {
  readonly memory: IntakeMemory;
  readonly newId: () => string;
  readonly region: () => Region | undefined;
  /** Where the web host puts uploads; a name outside it is refused. */
  readonly uploadsDir: string;
  readonly changed: () => void;
}) {
  const { memory } = deps;
  const intakes = new Map<string, Intake>();

  const find = (id: string): Answer<Intake> => {
    const intake = intakes.get(id);
    return intake ? { ok: true, value: intake } : refuse('This import is no longer open. Drop the file again.');
  };

  const idle = (id: string): Answer<Intake> => {
    const found = find(id);
    if (!found.ok || !found.value.busy) return found;
    return refuse('This import is still being worked on. Wait for it, or cancel it first.');
  };

  /** Opens a source as an intake of this id. */
  async function begin(
    id: string,
    ref: SourceRef,
    settings: ReadSettings,
    region: Region | undefined,
  ): Promise<Answer<IntakeFound>> {
    const context = { uploadsDir: deps.uploadsDir, region: region ?? deps.region() };
    const first = await openSource(ref, settings, context);
    if (!first.ok) return refuse(first.message);
    // A header of words that nobody knows may be taken for data; one that was a header before is one again.
    const again =
      settings.hasHeader === undefined && memory.isHeader(first.value.found)
        ? await openSource(ref, { ...settings, hasHeader: true }, context)
        : first;
    if (!again.ok) return refuse(again.message);
    const source = again.value;
    const intake: Intake = { id, source, found: memory.recall(source.found), region, step: 'found', busy: false };
    intakes.set(id, intake);
    return { ok: true, value: await describe(intake) };
  }

  const describe = async ({ id, source, found }: Intake): Promise<IntakeFound> => ({
    ...found,
    intake: id,
    asks: await memory.findAsks(source),
  });

  const findStaged = (id: string): Answer<Staged> => {
    const found = find(id);
    if (!found.ok) return found;
    const { staged } = found.value;
    return staged === undefined ? refuse('There is no preview of this import yet.') : { ok: true, value: staged };
  };

  return {
    find,
    idle,
    findStaged,

    async open(ref: SourceRef, settings: ReadSettings, region: Region | undefined): Promise<Answer<IntakeFound>> {
      const opened = await begin(deps.newId(), ref, settings, region);
      if (opened.ok) deps.changed();
      return opened;
    },

    async reread(id: string, settings: ReadSettings): Promise<Answer<IntakeFound>> {
      const found = idle(id);
      return found.ok ? begin(id, found.value.source.ref, settings, found.value.region) : found;
    },

    /** Forgets what such a header meant before, and guesses anew. */
    async forgetMapping(id: string): Promise<Answer<IntakeFound>> {
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      memory.forget(intake.source.found);
      intake.found = intake.source.found;
      delete intake.staged;
      intake.step = 'found';
      deps.changed();
      return { ok: true, value: await describe(intake) };
    },

    async get(
      id: string,
    ): Promise<Answer<{ found: IntakeFound; step: Intake['step']; options: IntakeOptions | null }>> {
      const open = find(id);
      if (!open.ok) return open;
      const { step, staged } = open.value;
      // While a preview is worked out anew, the one before it is gone.
      const stands = staged === undefined && step === 'previewed' ? 'found' : step;
      return {
        ok: true,
        value: { found: await describe(open.value), step: stands, options: staged?.options ?? null },
      };
    },

    list: () => [...intakes.values()].map(({ id, source, step }) => ({ intake: id, name: source.found.name, step })),

    async discard(id: string): Promise<Answer<null>> {
      const found = idle(id);
      if (!found.ok) return found;
      intakes.delete(id);
      await found.value.source.close();
      deps.changed();
      return { ok: true, value: null };
    },
  };
}
