/** Answers whether numbers may be called: the command line's `check`, dialers over HTTP, and the add form. */
import type { CheckResult } from '../../../../shared/contract/entries.ts';
import type { RegistryAnswer } from '../../../../shared/contract/registries.ts';
import { describeCheck } from '../../../../shared/domain/entry/entrySentence.ts';
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Moment } from '../../../../shared/domain/time/moment.ts';
import { toStart } from '../../../../shared/domain/time/zone.ts';
import {
  parseE164,
  type PhoneNumber,
  type Region,
  toE164,
  toInternational,
} from '../../../../shared/domain/numbers/number.ts';
import { nameTarget, parseTarget } from '../../../../shared/domain/entry/targetText.ts';
import { isInNoPlan } from '../../../../shared/domain/numbers/homeDigits.ts';
import { mayHaveOtherForms } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import { nameNumber } from '../../../../shared/domain/numbers/textDoubt.ts';
import {
  type AskedNumber,
  type AskedReading,
  type AskedText,
  askMentions,
  type AskNumber,
  createAskNumber,
  type Question,
} from './askText.ts';
import { describeHeld } from '../../desk/deskTime.ts';
import { readOr } from '../../db/damagedRow.ts';
import type { EntryLoader } from '../../db/entries/entryRows.ts';
import type { Decide } from './decide.ts';
import { toNamedHold } from './entryView.ts';
import type { Answer } from '../../answer.ts';
import type { JudgeDeps, ListDeps } from './listDeps.ts';
import { describeUnreadable, forOneQuestion, parseRegion, readMentions, readPlain } from './numberInput.ts';
import { refuse } from '../../answer.ts';
import { checkNumbersWords as say } from '../../../../shared/words/core/list.ts';

export type CheckInput = {
  readonly numbers: readonly string[];
  readonly region?: string | undefined;
  readonly target?: string | undefined;
  /** A day means its start; a time that comes twice means the first: at an earlier time more blocks hold. */
  readonly at?: Moment | undefined;
  /** False: the list alone. */
  readonly registries?: boolean;
};

/** What `check` needs beside what it needs to judge: to tell what stands behind a block. A connection that only reads is enough. */
export type CheckDeps = JudgeDeps &
  Pick<ListDeps, 'toDay'> & {
    readonly store: { readonly entries: Pick<EntryLoader, 'load' | 'isEmpty'> };
    readonly records: Pick<ListDeps['records'], 'rowsFor'>;
  };

/**
 * Answers one result per text, in the order given. A text without any reading refuses the whole question and is named:
 * no answer does not mean "callable", and a caller that asks only for `blocked` must not meet a number that was never
 * read.
 */
export function checkNumbers(deps: CheckDeps, decide: Decide, input: CheckInput): Answer<CheckResult[]> {
  const opened = openCheck(deps, decide, input);
  if (!opened.ok) return opened;
  const { ask, question } = opened.value;
  const results: CheckResult[] = [];
  const unread: string[] = [];
  for (const raw of input.numbers) {
    const judged = ask(raw);
    if (typeof judged === 'string') unread.push(`"${raw}": ${judged}`);
    else results.push(toResult(deps, question, judged));
  }
  if (unread.length === 0) return { ok: true, value: results };
  const more = unread.length - namedUnread;
  return refuse(`${unread.slice(0, namedUnread).join(' ')}${more > 0 ? say.andMore(more) : ''}`, 'numbers');
}

const namedUnread = 20;

/** What was asked, and what follows from it: `callable` only where nothing blocks and nothing is in doubt. */
export type Judged = AskedText & {
  readonly blocked: Blocked | undefined;
  /** The gravest answer of the registries; null: none applies, or they were not asked. */
  readonly registry: RegistryAnswer | null;
  readonly callable: boolean;
};

export type OpenCheck = {
  readonly question: Question;
  /** Judges one text; a sentence where it has no reading at all. */
  readonly ask: (raw: string) => Judged | string;
};

/** One question about many texts. Refuses a target or a country that is not known. */
export function openCheck(deps: JudgeDeps, decide: Decide, input: Omit<CheckInput, 'numbers'>): Answer<OpenCheck> {
  const targets = deps.targets();
  const named = input.at === undefined ? undefined : toStart(input.at, deps.settings.zone(), 'earlier');
  const at = named ?? toInstant(deps.time.passed());
  const ageAt = named === undefined ? deps.time.latest() : toEpochMs(named);
  const doubted = named === undefined ? deps.time.ahead() : undefined;
  const target = input.target === undefined ? undefined : parseTarget(input.target, targets);
  if (target !== undefined && !target.ok) return refuse(target.message, 'target');
  const region = parseRegion(input.region, deps.settings.load().region);
  if (!region.ok) return region;
  const question = { target: target?.target, at, ageAt, doubted, targets, registries: input.registries ?? true };
  const ask = createAskNumber(deps, decide, question);
  const reading = forOneQuestion(deps);
  return {
    ok: true,
    value: {
      question,
      ask(raw) {
        const asked = askOne(reading, ask, raw, region.value);
        return typeof asked === 'string' ? asked : judge(deps, asked);
      },
    },
  };
}

function judge({ standing }: JudgeDeps, asked: AskedText): Judged {
  const blocked = findBlocked(asked.readings);
  const registry = findRegistry(asked.readings);
  const isClear = asked.doubt === undefined && (registry === null || registry.state === 'clear');
  // A block may be among what is missing at the end of the database, or of what other desks share.
  return { ...asked, blocked, registry, callable: blocked === undefined && isClear && standing.doubt() === null };
}

/** Asks about one text; the sentence when it has no reading. */
function askOne(deps: JudgeDeps, ask: AskNumber, raw: string, region: Region | undefined): AskedText | string {
  // A text in strict E.164 that is blocked needs no look at the numbering plans: the list knows it.
  const strict = parseE164(raw);
  const own = strict === undefined ? undefined : ask(strict);
  if (own?.isBlocked === true) return toAsked(own);
  const plain = readPlain(deps, raw, region);
  if (plain !== undefined && !mayHaveOtherForms(plain))
    return toAsked(own !== undefined && plain === strict ? own : ask(plain));
  const kept = strict === undefined ? askByDigits(ask, raw) : undefined;
  if (kept !== undefined) return toAsked(kept);
  const mentions = readMentions(deps, raw, region);
  return askMentions(ask, mentions, region) ?? describeUnreadable(mentions);
}

/** The answer about bare digits that no numbering plan has, where a vendor's record of exactly these digits is blocked. */
function askByDigits(ask: AskNumber, raw: string): AskedNumber | undefined {
  const number = parseE164(`+${raw.trim()}`);
  if (number === undefined || !isInNoPlan(number)) return undefined;
  const asked = ask(number);
  return asked.isBlocked ? asked : undefined;
}

function toAsked(own: AskedNumber): AskedText {
  const blocking = own.isBlocked ? own : undefined;
  const reading = { number: own.number, valid: true, why: 'international' } as const;
  return { readings: [{ reading, forms: [own], blocking }], doubt: undefined };
}

function toResult(deps: CheckDeps, question: Question, judged: Judged): CheckResult {
  const { readings, doubt, blocked, registry, callable } = judged;
  const [likeliest] = readings;
  const holds = blocked?.blocking.holds ?? [];
  const open = blocked === undefined ? deps.standing.doubt() : null;
  return {
    number: toE164(likeliest.reading.number),
    blocked: blocked !== undefined,
    callable,
    holds: holds.map((hold) => toNamedHold(hold, question.targets, question.at)),
    ...(registry === null ? {} : { registry }),
    ...(doubt === undefined ? {} : { doubt }),
    ...(blocked?.blocking.isDisputed === true ? noteCallers(deps, question, blocked.blocking.number) : {}),
    why: open === null ? describeAnswer() : say.inDoubt(open),
  };

  function describeAnswer(): string {
    const isSure = blocked !== undefined && blocked.reading.why !== 'elsewhere';
    const said = isSure ? describeBlocked(blocked) : undefined;
    if (doubt === undefined) return said ?? describeOne(deps, question, likeliest.forms[0], registry);
    return said === undefined ? say.inDoubtSentence(doubt.sentence) : say.inDoubtSaid(said, doubt.sentence);
  }

  function describeBlocked({ reading, blocking }: Blocked): string {
    const sentence = describeOne(deps, question, blocking, blocking.registry);
    if (blocking.number !== reading.number) return say.blockedAsWhichIs(toInternational(blocking.number), sentence);
    return reading === likeliest.reading ? sentence : say.blockedAs(nameNumber(reading.number), sentence);
  }
}

/** The vendors that may call a number now, though it is blocked here: those that the question is about. */
function noteCallers({ records }: CheckDeps, { target }: Question, number: PhoneNumber): Pick<CheckResult, 'notes'> {
  const rows = readOr(
    () => records.rowsFor(number),
    () => [],
  );
  const notes = rows
    .filter(({ account }) => target === undefined || account === target.accountId)
    .flatMap(({ mayCall }) => mayCall ?? []);
  return notes.length === 0 ? {} : { notes };
}

type Blocked = AskedReading & { readonly blocking: AskedNumber };

/** What the text means in the country where it was asked comes before what it would mean elsewhere. */
function findBlocked(readings: readonly AskedReading[]): Blocked | undefined {
  const blocked = readings.filter((asked): asked is Blocked => asked.blocking !== undefined);
  return blocked.find(({ reading }) => reading.why !== 'elsewhere') ?? blocked[0];
}

const byGravity = ['listed', 'damaged', 'notCovered', 'stale', 'clear'] as const satisfies RegistryAnswer['state'][];

/** The gravest answer of the registries: when one cannot tell, another cannot make up for it. */
function findRegistry(readings: readonly AskedReading[]): RegistryAnswer | null {
  const answers = readings.flatMap(({ forms }) => forms.flatMap(({ registry }) => registry ?? []));
  for (const state of byGravity) {
    const found = answers.find((answer) => answer.state === state);
    if (found !== undefined) return found;
  }
  return null;
}

function describeOne(
  deps: CheckDeps,
  { target, at, doubted, targets }: Question,
  { number, holds, byConflict, damage }: AskedNumber,
  registry: RegistryAnswer | null,
): string {
  if (damage !== undefined) return describeBoth(damage.message, true, registry);
  const entry = deps.store.entries.load(number);
  const byList = describeCheck(
    {
      entry,
      isEmpty: entry === undefined && holds.length === 0 && deps.store.entries.isEmpty(),
      hold: holds[0],
      byConflict,
      asked: target === undefined ? null : nameTarget(target),
    },
    { targets, toDay: deps.toDay, at },
  );
  return [describeBoth(byList, holds.length > 0, registry), describeHeld(holds, doubted)].filter(Boolean).join(' ');
}

/** The list comes first; a number without a hold is callable only if the registries say so too. */
function describeBoth(byList: string, isHeld: boolean, registry: RegistryAnswer | null): string {
  if (registry === null) return byList;
  const { state, sentence } = registry;
  if (isHeld) return state === 'listed' ? `${byList} ${sentence}` : byList;
  if (state === 'clear') return `${byList} ${sentence}`;
  return state === 'listed' ? say.blockedByARegistry(sentence) : say.theListDoesNotBlock(sentence);
}
