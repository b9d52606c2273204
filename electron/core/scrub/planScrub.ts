/**
 * Checks everything that can be checked before a scrub starts, and turns what was asked into a plan that runScrub.ts
 * follows: which columns, which question to the list, and where the halves go.
 */
import { basename, join } from 'node:path';
import type { FileFound } from '../../../shared/contract/files.ts';
import type { ScrubCertificate, ScrubOptions } from '../../../shared/contract/scrub.ts';
import type { ColumnField } from '../../../shared/domain/columns/columns.ts';
import { isDecidingField } from '../../../shared/domain/columns/meanings.ts';
import { isOtherNumberName } from '../../../shared/domain/columns/columnAliases.ts';
import { isOfPeople, isOfRequestPhones } from '../../../shared/domain/columns/leadFile.ts';
import { canSpeak } from '../../../shared/domain/columns/speakingColumns.ts';
import { toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import { isRegion, type Region } from '../../../shared/domain/numbers/number.ts';
import { parseTarget, type TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { toStart, type Zone } from '../../../shared/domain/time/zone.ts';
import { type Answer, refuse } from '../answer.ts';
import type { Shelved } from '../files/shelf.ts';
import type { WriteRules } from '../files/write/writeTarget.ts';
import type { DeskTime } from '../desk/deskTime.ts';
import { toPhoneCodes } from '../../../shared/domain/columns/phoneCodes.ts';
import { type LeadColumns, nameColumn, toWantedColumns } from './leads/leadColumns.ts';
import type { LeadFile } from './leads/leadFile.ts';
import { toLeadTargets, toPartName, toWorkbookName } from './leads/paths.ts';
import type { Question } from './ask/question.ts';
import { planScrubWords as say } from '../../../shared/words/core/scrub.ts';

export type ScrubPaths = { readonly clean: string; readonly blocked: string };

/** An open lead file, and its results. */
export type Scrub = Shelved & {
  leads: LeadFile;
  /** What was found in it, with its columns as the last time. */
  found: FileFound;
  readonly region: Region | undefined;
  done?: ScrubDone;
};

export type ScrubDone = {
  readonly certificate: ScrubCertificate;
  readonly options: ScrubOptions;
  readonly paths: ScrubPaths;
};

export type ScrubPlan = {
  readonly columns: LeadColumns;
  readonly question: Question;
  readonly region: Region | undefined;
  readonly paths: ScrubPaths;
  readonly names: ScrubPaths;
  /** The core keeps the halves, in its own directory. */
  readonly isKept: boolean;
};

/** Checks everything that can be checked before the work starts. */
export function planScrub(
  scrub: Scrub,
  options: ScrubOptions,
  to: ScrubPaths | undefined,
  deps: {
    /** Where the core keeps the halves of scrubs without a path of their own. */
    readonly keepDir: string;
    readonly dataDir: string;
    /** Files that are there may be replaced. */
    readonly replace: boolean;
    readonly time: DeskTime;
    readonly targets: () => TargetIndex;
    readonly region: () => Region | undefined;
    readonly zone: () => Zone;
    readonly toDay: DayWriter;
  },
): Answer<ScrubPlan> {
  const { keepDir, time } = deps;
  const { plainName } = scrub.leads;
  const halfName = options.halves === 'workbook' ? toWorkbookName(plainName) : plainName;
  const columns = parseColumns(options, scrub.leads.found);
  if (!columns.ok) return columns;
  if (options.region !== undefined && !isRegion(options.region))
    return refuse(say.isNotACountryCode(options.region), 'region');
  const target = options.target === undefined ? undefined : parseTarget(options.target, deps.targets());
  if (target?.ok === false) return refuse(target.message, 'target');
  const kept = { clean: join(keepDir, scrub.id, 'clean'), blocked: join(keepDir, scrub.id, 'blocked') };
  const paths = to === undefined ? ({ ok: true, value: kept } as const) : toTargets(scrub, to, deps);
  if (!paths.ok) return paths;
  // The first counts when a time comes twice: at an earlier time more blocks hold.
  const at = options.at === undefined ? toInstant(time.passed()) : toStart(options.at, deps.zone(), 'earlier');
  const question: Question = {
    target: target?.target,
    at,
    doubted: options.at === undefined ? time.ahead() : undefined,
    ageAt: options.at === undefined ? time.latest() : toEpochMs(at),
    toDay: deps.toDay,
  };
  return {
    ok: true,
    value: {
      columns: columns.value,
      question,
      paths: paths.value,
      isKept: to === undefined,
      names:
        to === undefined
          ? { clean: toPartName(halfName, 'clean'), blocked: toPartName(halfName, 'blocked') }
          : { clean: basename(to.clean), blocked: basename(to.blocked) },
      region: options.region ?? scrub.region ?? deps.region(),
    },
  };
}

/** The real paths of both halves. */
function toTargets({ leads }: Scrub, { clean, blocked }: ScrubPaths, rules: WriteRules): Answer<ScrubPaths> {
  const targets = toLeadTargets(leads.opened.source, [clean, blocked], rules);
  if (!targets.ok) return targets;
  return { ok: true, value: { clean: targets.value[0] ?? clean, blocked: targets.value[1] ?? blocked } };
}

type Found = Pick<FileFound, 'columns' | 'name'>;

function parseColumns({ mapping, leftOut }: ScrubOptions, { columns, name }: Found): Answer<LeadColumns> {
  const beyond = [...mapping.map(({ column }) => column), ...leftOut].find((column) => column >= columns.length);
  if (beyond !== undefined) return refuse(say.hasColumnsColumn(name, columns.length, beyond + 1));
  const of = (wanted: ColumnField) => mapping.filter(({ field }) => field === wanted).map(({ column }) => column);
  const phones = [...new Set(of('phone'))].toSorted((a, b) => a - b);
  if (phones.length === 0) return refuse(say.noColumnIsMarked);
  const namedSo = (is: (header: string) => boolean) =>
    columns.flatMap(({ column, header }) => (is(header ?? '') ? [column] : []));
  const deciding = mapping.flatMap(({ column, field }) =>
    // Whether an entry of a list is suspended says nothing about a lead.
    field !== 'suspended' && isDecidingField(field) ? [{ column, field }] : [],
  );
  const value: LeadColumns = {
    phones,
    codes: toPhoneCodes(
      mapping,
      phones,
      columns.map(({ header }) => header ?? ''),
    ),
    deciding,
    leftOut: [...new Set(leftOut)].toSorted((a, b) => a - b),
    otherNumbers: namedSo(isOtherNumberName),
    silent: namedSo((header) => !canSpeak(header)),
    ofPeople: namedSo(isOfPeople),
    ofRequests: namedSo(isOfRequestPhones).filter((column) => phones.includes(column)),
  };
  const used = toWantedColumns(value).find((column) => leftOut.includes(column));
  if (used !== undefined) return refuse(say.theColumnIsLeftOut(nameColumn(columns, used)));
  return { ok: true, value };
}
