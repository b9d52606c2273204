/**
 * The list as its callers see it: block, change, release, check, look up, page through and export numbers. Each answer
 * is a value or one sentence. Everything that changes the list goes through the one write path as a batch.
 */
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import type { CheckResult, EntryFilter } from '../../../shared/contract/entries.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import {
  callingCodeOf,
  isRegion,
  parseE164,
  type PhoneNumber,
  toE164,
  toPhoneNumber,
} from '../../../shared/domain/numbers/number.ts';
import { type AddInput, type AddResult, addEntries } from './commands/addEntries.ts';
import { type CheckInput, checkNumbers } from './commands/checkNumbers.ts';
import { createDecide, type Decide } from './commands/decide.ts';
import {
  type EditInput,
  type EditResult,
  editEntries,
  type ForeseenRemoval,
  foreseeRemoval,
  removeEntries,
  type RemoveResult,
} from './commands/editEntries.ts';
import { loadReadable, toEntryRows } from './commands/entryView.ts';
import { exportList, type ExportRequest } from './pages/exportList.ts';
import type { Comparison } from '../../../shared/contract/backups.ts';
import { compareLists } from './commands/compareLists.ts';
import { keepBlocked } from './commands/keepBlocked.ts';
import { redactAgain, type RedactedAgain } from './commands/redactAgain.ts';
import type { Answer } from '../answer.ts';
import type { ListDeps } from './commands/listDeps.ts';
import type { FilterContext } from './pages/listFilter.ts';
import { openKnownGroups } from '../journal/knownGroups.ts';
import { openKnownNumbers } from '../journal/knownNumbers.ts';
import { createListPager, type Page, type PageRequest } from './pages/listPager.ts';
import { loadNumberDetails, type NumberDetails } from './commands/numberDetails.ts';
import { createNumberReader, toNumbers } from './commands/numberInput.ts';
import { foreseeRedaction, redactEntries, type Redaction } from './commands/redactEntries.ts';
import { createOpenConflicts } from './pages/openConflicts.ts';
import { createOpenNumbers } from './pages/openNumbers.ts';
import { createAskRegistries } from '../registries/askRegistries.ts';
import type { RegistryLookup } from '../registries/lookup.ts';

export type ListPage = DeskOutputs['entries']['list'];
export type ListInput = Omit<PageRequest, 'after'> & { readonly after?: string | undefined };
export type ExportInput = {
  readonly filter?: EntryFilter | undefined;
  readonly numbers?: readonly string[] | undefined;
  readonly format: ExportRequest['format'];
};

export type ListService = {
  readonly add: (input: AddInput) => Answer<AddResult>;
  readonly edit: (input: EditInput) => Answer<EditResult>;
  readonly remove: (input: { numbers: readonly string[]; why: string }) => Answer<RemoveResult>;
  /** What each vendor is told and may do once these numbers are released. */
  readonly foreseeRemoval: (input: { numbers: readonly string[] }) => Answer<ForeseenRemoval>;
  /** Takes what entries say of a person out of them and their history. There is no undo. */
  readonly redact: (input: { numbers: readonly string[] }) => Answer<Redaction>;
  /** What that takes out and what it leaves. */
  readonly foreseeRedaction: (input: { numbers: readonly string[] }) => Answer<{ sentences: readonly string[] }>;
  /** How another database of this desk differs from this list; nothing is written. */
  readonly lacking: (input: { path: string; release: readonly string[]; limit: number }) => Promise<Answer<Comparison>>;
  /** Blocks here too what that blocks and this list does not, apart from the numbers in `release`, as one batch. */
  readonly keepBlocked: (input: {
    path: string;
    release: readonly string[];
    label: string;
  }) => Promise<Answer<{ batch: number | null; changed: number }>>;
  /** Redacts here what that has redacted and this list has not. */
  readonly redactAgain: (input: { path: string }) => Promise<Answer<RedactedAgain>>;
  readonly check: (input: CheckInput) => Answer<CheckResult[]>;
  /** The question behind `check`, for one valid number. */
  readonly decide: Decide;
  readonly get: (input: { number: string; region?: string | undefined }) => Answer<NumberDetails>;
  readonly page: (input: ListInput) => ListPage;
  /** As `page`, but a search that has to look at every entry lets other calls be answered meanwhile. */
  readonly search: (input: ListInput) => Promise<ListPage>;
  /** The numbers of a filter at present, ascending: each call answers the next ones after a number. */
  readonly follow: (filter: EntryFilter) => (after: number, limit: number) => readonly PhoneNumber[];
  /** The file in chunks: a workbook as base64; CSV and JSON are the same bytes for the same list. */
  readonly export: (input: ExportInput) => Answer<AsyncGenerator<string>>;
};

export type ListServiceDeps = Omit<ListDeps, 'conflicts' | 'askRegistries' | 'readNumber'> & {
  /** Without it, no registry is asked. */
  readonly registries?: { readonly lookup: () => RegistryLookup };
};

/** Everything that callers ask of the list, over its store. */
export function createListService(parts: ListServiceDeps): ListService {
  const { store, clock, time, targets, toDay } = parts;
  const conflicts = createOpenConflicts(store.db);
  const askRegistries =
    parts.registries === undefined
      ? () => null
      : createAskRegistries({ ...parts.registries, days: () => parts.settings.load().registryDays, toDay });
  const deps: ListDeps = {
    ...parts,
    conflicts,
    askRegistries,
    readNumber: createNumberReader(),
  };
  const decide = createDecide(store.db, conflicts);
  const context: FilterContext = {
    accountTargets: (account) =>
      [...targets().values()].filter(({ accountId }) => accountId === account).map(({ id }) => id),
    placesOf: (target) => [target, ...(targets().get(target)?.standsFor ?? []).map(({ id }) => id)],
    homeCode() {
      const { region } = parts.settings.load();
      return region !== null && isRegion(region) ? callingCodeOf(region) : undefined;
    },
    zone: parts.settings.zone,
    open: createOpenNumbers({ ...parts, db: store.db }),
  };
  const copied = { file: store.db.name, db: store.db };
  const pager = createListPager(store.db, context, {
    openGroups: () => openKnownGroups(copied, clock.breathe),
    pause: clock.breathe,
    async openEndings() {
      const known = await openKnownNumbers(copied, clock.breathe);
      return known && ((digits) => known.ending(10 ** digits.length, Number(digits)));
    },
  });
  const toRequest = (input: ListInput): PageRequest => ({
    ...input,
    after: input.after === undefined ? undefined : parseE164(input.after),
  });
  function toListPage(input: ListInput, { numbers, matching, total }: Page, now: number): ListPage {
    const found = loadReadable(deps, numbers.map(toPhoneNumber));
    const { entries } = found;
    const last = entries.length < input.limit || input.sort.by !== 'number' ? undefined : entries.at(-1);
    return {
      entries: toEntryRows(deps, found, toInstant(now)),
      next: last === undefined ? null : toE164(last.number),
      matching,
      total,
    };
  }
  return {
    add: (input) => addEntries(deps, decide, input),
    edit: (input) => editEntries(deps, input),
    remove: (input) => removeEntries(deps, input),
    foreseeRemoval: (input) => foreseeRemoval(deps, input),
    redact: (input) => redactEntries(deps, input),
    foreseeRedaction: (input) => foreseeRedaction(deps, input),
    lacking: (input) => compareLists(deps, input),
    keepBlocked: (input) => keepBlocked(deps, input),
    redactAgain: (input) => redactAgain(deps, input),
    check: (input) => checkNumbers(deps, decide, input),
    decide,
    get: (input) => loadNumberDetails(deps, decide, input),
    page(input) {
      const now = time.passed();
      return toListPage(input, pager.page(toRequest(input), now), now);
    },
    async search(input) {
      const now = time.passed();
      return toListPage(input, await pager.search(toRequest(input), now), now);
    },
    follow(filter) {
      const next = pager.follow(filter, time.passed());
      return (after, limit) => next(after, limit).map(toPhoneNumber);
    },
    export({ filter, numbers, format }) {
      const only = numbers === undefined ? undefined : toNumbers(numbers);
      if (only !== undefined && !only.ok) return only;
      const value = exportList({
        file: store.db.name,
        filter: filter ?? {},
        numbers: only?.value,
        format,
        targets: targets(),
        context,
        now: time.passed(),
      });
      return { ok: true, value };
    },
  };
}
