/**
 * The open intakes: each is kept here from "what we found" until it is discarded or dropped, with its source, its
 * preview and its result. They live here, not in the page, so a reload finds them again. intakeService.ts does the work
 * on them.
 */
import type { FileFrom } from '../../../shared/contract/files.ts';
import type { ImportResult, IntakeFound, IntakeOptions, IntakeSummary } from '../../../shared/contract/intake.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { type Answer, refuse } from '../answer.ts';
import { discardUpload } from '../files/locate.ts';
import type { ReadSettings } from '../files/openFile.ts';
import { createShelf, type Shelf, type Shelved } from '../files/shelf.ts';
import type { IntakeMemory } from './intakeMemory.ts';
import type { Staged } from './plan/stagedLines.ts';
import { type OpenedSource, openSource } from './source.ts';
import { openIntakesWords as say } from '../../../shared/words/core/intake.ts';

export type Intake = Shelved & {
  source: OpenedSource;
  /** What was found in the file, with what is remembered of similar files. */
  found: OpenedSource['found'];
  readonly region: Region | undefined;
  state: IntakeState;
  /** The result of the last apply, even if that was cancelled and taken back. */
  result?: ImportResult;
};

/** After an intake was applied, its lines are dropped and only their summary is kept. */
export type IntakeState =
  | { readonly step: 'found' }
  | { readonly step: 'previewed'; readonly staged: Staged }
  | { readonly step: 'applied'; readonly options: IntakeOptions; readonly summary: IntakeSummary };

/** A preview of a million lines holds some 40 MB. */
const keptIntakes = 8;

export type OpenIntakes = ReturnType<typeof createOpenIntakes>;

type IntakesDeps = {
  readonly memory: IntakeMemory;
  readonly newId: () => string;
  readonly region: () => Region | undefined;
  /** Where the web host puts uploads; a name outside it is refused. */
  readonly uploadsDir: string;
  readonly changed: () => void;
};

/** The shelf of intakes, and what puts them there. */
export function createOpenIntakes(deps: IntakesDeps) {
  const { memory } = deps;
  const shelf: Shelf<Intake> = createShelf({
    kept: keptIntakes,
    gone: refuse(say.thisImportIsNoLonger),
    busy: refuse(say.thisImportIsStill),
    letGo: ({ source }) => source.close(),
    changed: deps.changed,
  });

  async function openAs(
    from: FileFrom,
    settings: ReadSettings,
    region: Region | undefined,
  ): Promise<Answer<Pick<Intake, 'source' | 'found' | 'region' | 'state'>>> {
    const context = { uploadsDir: deps.uploadsDir, region: region ?? deps.region() };
    const first = await openSource(from, settings, context);
    if (!first.ok) return first;
    // A header of unknown words may look like data; one that was a header before is a header again.
    const again =
      settings.hasHeader === undefined && memory.isHeader(first.value.found)
        ? await openSource(from, { ...settings, hasHeader: true }, context)
        : first;
    if (!again.ok) return again;
    const source = again.value;
    return { ok: true, value: { source, found: memory.recall(source.found), region, state: { step: 'found' } } };
  }

  const describe = async ({ id, source, found }: Intake): Promise<IntakeFound> => ({
    ...found,
    intake: id,
    asks: await memory.findAsks(source),
  });

  return {
    shelf,

    async open(from: FileFrom, settings: ReadSettings, region: Region | undefined): Promise<Answer<IntakeFound>> {
      const opened = await openAs(from, settings, region);
      if (!opened.ok) {
        await discardUpload(from, deps.uploadsDir);
        return opened;
      }
      const intake: Intake = { ...opened.value, id: deps.newId(), busy: false };
      shelf.put(intake);
      return { ok: true, value: await describe(intake) };
    },

    /** Reads the file of an intake again: its earlier preview and result are forgotten. */
    async reread(id: string, settings: ReadSettings): Promise<Answer<IntakeFound>> {
      const found = shelf.idle(id);
      if (!found.ok) return found;
      const { source, region } = found.value;
      const opened = await openAs(source.from, settings, region);
      if (!opened.ok) return opened;
      const intake: Intake = { ...opened.value, id, busy: false };
      shelf.put(intake);
      return { ok: true, value: await describe(intake) };
    },

    /** Forgets what such a header meant before, and guesses again. */
    async forgetMapping(id: string): Promise<Answer<IntakeFound>> {
      const found = shelf.idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      memory.forget(intake.source.found);
      intake.found = intake.source.found;
      intake.state = { step: 'found' };
      deps.changed();
      return { ok: true, value: await describe(intake) };
    },

    async get(id: string): Promise<
      Answer<{
        readonly found: IntakeFound;
        readonly step: IntakeState['step'];
        readonly options: IntakeOptions | null;
      }>
    > {
      const open = shelf.find(id);
      if (!open.ok) return open;
      const { state } = open.value;
      const found = await describe(open.value);
      return { ok: true, value: { found, step: state.step, options: optionsOf(state) } };
    },

    list: () =>
      shelf.list().map(({ id, source, state }) => ({ intake: id, name: source.found.name, step: state.step })),
    discard: shelf.discard,
  };
}

function optionsOf(state: IntakeState): IntakeOptions | null {
  if (state.step === 'found') return null;
  return state.step === 'applied' ? state.options : state.staged.options;
}
