/**
 * `import`: finds, previews and applies, as the page does; everything in between is forgotten at the end. What a person is
 * asked on the page is refused here, with the flag that answers it.
 */
import type { MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import type {
  ImportResult,
  IntakeAsk,
  IntakeFound,
  IntakeSummary,
  LineGroup,
} from '../../../shared/contract/intake.ts';
import { toColumnWord } from '../../../shared/domain/columns/columnMapping.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { type DetailOptions, toDetails } from './detailOptions.ts';
import { CommandFailure } from './commandFailure.ts';
import { saveChunks, toTarget } from './fileCommands.ts';
import { type ColumnOptions, tellNotes, toAnswers, toColumns } from './fileMapping.ts';
import { finishJob } from './jobs.ts';
import { openFile } from './openFile.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { findStrange, toValues } from './valueList.ts';
import { importCommandWords as say } from '../../../shared/words/cli/files.ts';

export type ImportOptions = ColumnOptions &
  DetailOptions & {
    readonly region?: string;
    readonly sheet?: readonly string[];
    readonly forgetColumns?: boolean;
    readonly dncValues?: readonly string[];
    readonly notDncValues?: readonly string[];
    readonly scope?: string[];
    readonly expires?: string;
    readonly label?: string;
    readonly onDuplicate?: 'keep' | 'update';
    readonly revive?: boolean;
    readonly keepReleased?: boolean;
    readonly doubtful?: 'all' | 'first' | 'leave';
    readonly doubtfulBeside?: 'all' | 'first' | 'leave';
    readonly confirmInvalid?: boolean;
    readonly leaveInvalid?: boolean;
    readonly confirmLeads?: boolean;
    readonly confirmAgain?: boolean;
    readonly dryRun?: boolean;
    readonly diff?: string;
    readonly rejects?: string;
    readonly force?: boolean;
  };

const flags = { leads: '--confirm-leads', appliedBefore: '--confirm-again' } as const satisfies Record<
  IntakeAsk['kind'],
  string
>;

/**
 * `import`: previews a file, asks on stderr what it leaves open (4), and applies it as one batch; `--dry-run` stops before that.
 * @throws CommandFailure (2) for a file or option that cannot be used
 */
export async function importFile(context: CommandContext, file: string, options: ImportOptions): Promise<ExitCode> {
  const { client, terminal } = context;
  const { dryRun = false, force } = options;
  const [rejects, diff] = [options.rejects, options.diff].map((path) =>
    path === undefined ? undefined : toTarget(context, path, force),
  );
  let found = await openFile(context, file, options);
  const { intake } = found;
  try {
    if (options.forgetColumns === true) found = await client.intake.forgetMapping({ intake });
    const { mapping, leftOut, decided } = toColumns(found, options, true);
    tellFound(context, found, options);
    const confirmed = confirmAsks(context, found, options);
    const { job } = await client.intake.preview({
      intake,
      options: { ...toChoices(options), mapping, leftOut, ...toMeanings(found, options, decided) },
      compare: dryRun || diff !== undefined,
    });
    await finishJob(context, job, 2);
    const summary = await client.intake.summary({ intake });
    if (rejects !== undefined) await saveChunks(await client.intake.rejects({ intake }), rejects);
    if (diff !== undefined) await saveChunks(await client.intake.exportLines({ intake }), diff);
    tellSummary(context, found, summary, options);
    if (dryRun) return await tellPlan(context, intake, summary, options);
    refuseOpen(context, summary);
    await finishJob(context, (await client.intake.apply({ intake, confirmed })).job);
    const result = await client.intake.result({ intake });
    for (const warning of result.warnings) terminal.err(warning);
    tellKept(context, await client.intake.summary({ intake }), options);
    print(context, result, [say.batch(result.batch, toCounts(result), toNumbers(result))]);
    return 0;
  } finally {
    await client.intake.discard({ intake }).catch(() => {});
  }
}

function toChoices(options: ImportOptions) {
  const { region, scope, expires, label } = options;
  const { onDuplicate, revive, keepReleased, doubtful, doubtfulBeside, confirmInvalid, leaveInvalid } = options;
  return {
    region,
    targets: scope,
    expires,
    ...toDetails(options),
    sourceLabel: label,
    onDuplicate,
    revive,
    keepReleased,
    doubtful: doubtful === 'first' ? 0 : doubtful,
    doubtfulBeside: doubtfulBeside === 'first' ? 0 : doubtfulBeside,
    confirmInvalid,
    leaveInvalid,
  };
}

/** Which words mean do-not-call, as the options say, or as was said of such a file before. */
function toMeanings(found: IntakeFound, options: ImportOptions, decided: readonly number[]) {
  const { requestValues, otherValues, columnAnswers } = found;
  const known = {
    ...(requestValues === null ? {} : { requestValues }),
    ...(otherValues === null ? {} : { otherValues }),
    columnAnswers,
  };
  const { dncValues: requests, notDncValues: others } = options;
  if (requests === undefined && others === undefined) return known;
  const given = toAnswers(decided, { requests, others });
  if (decided.length === 0) return given;
  const isKept = ({ column }: { readonly column: number }) => !decided.includes(column);
  return { ...known, columnAnswers: [...columnAnswers.filter(isKept), ...given.columnAnswers] };
}

/** An import with an open question writes nothing: each is told with the option that answers it. */
function refuseOpen({ terminal }: CommandContext, { questions }: IntakeSummary): void {
  const sentences = questions.map(({ sentence, option }) => say.answerWith(sentence, option));
  const last = sentences.pop();
  if (last === undefined) return;
  for (const sentence of sentences) terminal.err(sentence);
  throw new CommandFailure(4, say.nothingWasImported(last));
}

/** Said after the mapping: a column of numbers that was named on the command line needs no recognising. */
function tellFound(context: CommandContext, { notes, columns, remembered }: IntakeFound, { map }: ImportOptions) {
  tellNotes(context, notes, map);
  if (remembered === null || map !== undefined) return;
  const read = columns.filter(({ field }) => field !== 'ignore');
  const named = read.map(({ header, field }) => `${field}="${header ?? ''}"`).join(', ');
  context.terminal.err(say.columnsAreReadAs(remembered.at.slice(0, 10), named));
}

/** What the person must confirm; the sentence of what was not ends with its flag. */
function confirmAsks(
  { terminal }: CommandContext,
  { asks }: IntakeFound,
  { confirmLeads, confirmAgain, dryRun }: ImportOptions,
): IntakeAsk['kind'][] {
  const given = { leads: confirmLeads === true, appliedBefore: confirmAgain === true };
  for (const { kind, sentence } of asks) {
    if (given[kind]) continue;
    const whole = say.giveToImportItNevertheless(sentence, flags[kind]);
    if (dryRun !== true) throw new CommandFailure(4, whole);
    terminal.err(whole);
  }
  return asks.map(({ kind }) => kind);
}

function tellSummary(
  { terminal }: CommandContext,
  file: Pick<IntakeFound, 'columns'>,
  summary: IntakeSummary,
  options: ImportOptions,
): void {
  const { dncValues, notDncValues } = options;
  const { rejectedBy, meanings, notes, remarks, numbers, result } = summary;
  const names = file.columns.map(({ header }) => header);
  for (const column of meanings) tellMeanings(terminal, column, toColumnWord(names, column.column));
  const strange = findStrange(toValues([...(dncValues ?? []), ...(notDncValues ?? [])]), meanings);
  if (strange.length > 0) terminal.err(say.noRowSays(strange.join(', ')));
  for (const remark of remarks) terminal.err(remark);
  for (const { message, count } of rejectedBy) terminal.err(say.rejected(count, message));
  // A line that is rejected as a whole was already mentioned.
  const named = rejectedBy.reduce((sum, { count }) => sum + count, 0);
  if (numbers.notRead > 0 && named > result.rejected) terminal.err(say.noNumberThatCanBe(numbers.notRead));
  for (const { line, sentence } of notes.first) terminal.err(say.line(line, sentence));
  const more = notes.lines - notes.first.length;
  if (more > 0) terminal.err(say.ofThisKind(more));
}

/** "Only rows with DNC (3) in "Status" are imported": what was taken of a column that says which rows are requests. */
function tellMeanings(
  terminal: CommandContext['terminal'],
  { header, column, field, values, hasMore }: MeaningColumn,
  word: string,
): void {
  const list = (means: MeaningColumn['values'][number]['means'][]) =>
    values
      .filter((each) => means.includes(each.means))
      .slice(0, 20)
      .map(({ value, count }) => `${value || '(none)'} (${toCount(count)})`)
      .join(', ');
  const taken = list(['block']);
  const left = list(['nothing', 'release']);
  if (left === '') return;
  const name = header === null ? say.column(column + 1) : `"${header}"`;
  const rest = `${left}${hasMore ? ', …' : ''}`;
  const told = taken === '' ? say.nothingInMeansDo(name, rest) : say.ofRowsWithAreImported(name, taken, rest);
  terminal.err(`${told}${toOtherwise(field, word)}`);
}

/** How a person says otherwise: of the words of a status one by one, of a yes by the column. */
function toOtherwise(field: MeaningColumn['field'], word: string): string {
  if (field === 'flag') return say.ifAYesMeansTheContrary('permission', word);
  if (field === 'permission') return say.ifAYesMeansTheContrary('flag', word);
  return field === 'disposition' || field === 'action' ? say.chooseWithDncValues : '';
}

function tellKept({ terminal }: CommandContext, { parts }: IntakeSummary, { revive }: ImportOptions): void {
  if (revive === true) return;
  const released = parts.find(({ group, part }) => group === 'wouldRevive' && part === 'removed')?.count ?? 0;
  const ended = parts.find(({ group, part }) => group === 'wouldRevive' && part === 'expired')?.count ?? 0;
  if (released > 0) terminal.err(say.thatHadBeenReleased(released));
  if (ended > 0) terminal.err(say.whoseBlockHasEnded(ended));
  if (released + ended > 0) terminal.err(say.giveReviveToBlock);
  const older = parts.find(({ part }) => part === 'askedBefore')?.count ?? 0;
  if (older > 0) terminal.err(say.olderThanTheRelease(older));
}

const groupWords = {
  new: say.new,
  wouldChange: say.wouldChange,
  wouldRevive: say.wouldRevive,
  inConflict: say.clashWithAnOpenConflict,
  alreadyThere: say.alreadyThere,
  twiceInFile: say.twiceInTheFile,
  doubt: say.inDoubt,
  unconfirmed: say.possibleButNotValid,
  rejected: say.rejectedLines,
} as const satisfies Record<LineGroup, string>;

const shownChanges = 3;

/** The preview as a diff: the counts, the groups, and the first lines that change something. */
async function tellPlan(
  context: CommandContext,
  intake: string,
  summary: IntakeSummary,
  options: ImportOptions,
): Promise<ExitCode> {
  const { groups, parts, result, lines, numbers, questions } = summary;
  const { lines: changing } =
    groups.wouldChange === 0
      ? { lines: [] }
      : await context.client.intake.lines({ intake, group: 'wouldChange', limit: shownChanges });
  const told = (Object.keys(groupWords) as LineGroup[]).flatMap((group) => {
    if (groups[group] === 0) return [];
    const own = parts.filter((part) => part.group === group && part.part !== 'notRequest');
    const of = own.length === 0 ? '' : ` (${own.map(({ part, count }) => `${toCount(count)} ${part}`).join(', ')})`;
    return [`  ${toCount(groups[group])} ${groupWords[group]}${of}`];
  });
  const samples = changing.map(({ line, number, changes }) =>
    say.lineLine(
      line,
      number ?? '',
      changes.map(({ field, from, to }) => `${field} ${from || 'none'} -> ${to || 'none'}`).join('; '),
    ),
  );
  tellKept(context, summary, options);
  print(context, { batch: null, ...result, numbers, groups, parts, questions }, [
    say.wouldImport(toCounts(result)),
    ...told,
    ...samples,
  ]);
  for (const { sentence, option } of questions) context.terminal.err(say.answerWith(sentence, option));
  // What the import would answer.
  if (questions.length > 0) return 4;
  return groups.rejected + groups.unconfirmed === lines ? 2 : 0;
}

/** The count of numbers, where it differs from that of the lines: a line may hold several. */
function toNumbers({ numbers, added, changed, alreadyThere }: ImportResult): string {
  const there = [numbers.added, numbers.changed, numbers.alreadyThere];
  if (there.join() === [added, changed, alreadyThere].join()) return '';
  const [fresh, other, known] = there.map((count) => toCount(count));
  return say.numbersAddedChanged(fresh, other, known);
}

type Counts = Readonly<Record<'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected', number>>;

function toCounts({ lines, added, changed, alreadyThere, rejected }: Counts): string {
  const [fresh, other, there, bad] = [added, changed, alreadyThere, rejected].map((n) => toCount(n));
  return say.addedChangedAlready(lines, fresh, other, there, bad);
}
