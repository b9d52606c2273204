/**
 * A person asked not to be called, and a program hands it in: blocked through the one write path, with the token's name as its
 * author. What is answered is on the disk. The same key with the same request gets the same answer for as long as that is
 * true: where the block was released since, a person may have asked again, and it blocks anew. With another request the key is refused.
 */
import { createHash } from 'node:crypto';
import type { AddOutcome } from '../../../shared/contract/entries.ts';
import type { RequestAnswered, RequestAsked } from '../../../shared/contract/gateApi.ts';
import { firstPlausible, toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import type { Moment } from '../../../shared/domain/time/moment.ts';
import { toStart, type Zone } from '../../../shared/domain/time/zone.ts';
import { parseE164, toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { parseTarget, type TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { GateRows, GateToken } from '../db/desk/gateRows.ts';
import { inTransaction, type WritableDb } from '../db/handles.ts';
import type { ReadAs, RequestQuestionRows } from '../db/desk/requestQuestionRows.ts';
import type { ListService } from '../list/listService.ts';
import type { Clock } from '../ports.ts';
import { takeRequestWords as say } from '../../../shared/words/core/gate.ts';

export type TakenRequest =
  | { readonly ok: true; readonly answer: RequestAnswered }
  | {
      readonly ok: false;
      /** `failed`: it could not be written now, and may be handed in again. */
      readonly code: 'badInput' | 'forbidden' | 'keyUsed' | 'failed';
      readonly message: string;
      readonly field?: string;
    };

/** `token`: the id of the token that handed it in. */
export type TakeRequest = (token: number, asked: RequestAsked) => TakenRequest;

export type TakeDeps = {
  readonly db: WritableDb;
  readonly rows: GateRows;
  readonly questions: RequestQuestionRows;
  readonly list: Pick<ListService, 'add'>;
  readonly clock: Clock;
  readonly zone: () => Zone;
  readonly targets: () => TargetIndex;
};

/** Takes requests of one desk. The returned function throws what SQLite says; then nothing is written. */
export function createTakeRequest(deps: TakeDeps): TakeRequest {
  const { db, rows, clock } = deps;
  return (tokenId, asked) =>
    inTransaction(db, () => {
      const token = rows.listTokens().find(({ id }) => id === tokenId);
      if (token === undefined) return refuse('forbidden', say.thereIsNoSuchToken);
      const { key, ...request } = asked;
      const hash = createHash('sha256').update(JSON.stringify(request)).digest();
      const kept = key === undefined ? undefined : rows.findRequest(tokenId, key);
      if (kept?.asked.equals(hash) === false) return refuse('keyUsed', say.thisKeyCameWithAnother, 'key');
      const blocked = blockUnlessRepeated(deps, token, request, kept !== undefined);
      const taken = blocked === undefined ? undefined : askIfUnread(deps, token, request, blocked);
      if (kept !== undefined && (taken === undefined || (taken.ok && taken.answer.outcome === 'alreadyThere')))
        return { ok: true, answer: JSON.parse(kept.answer) as RequestAnswered };
      if (taken === undefined) throw new Error('A request without a key is no repeat');
      if (taken.ok && key !== undefined)
        rows.keepRequest(tokenId, key, { asked: hash, answer: JSON.stringify(taken.answer) }, clock.now());
      return taken;
    });
}

const repeated = new Error('Nothing is asked anew');

/**
 * Undefined where it is a repeat (`isKept`) of what is on the list still: nobody asked again, and no trace is left. Where only a word holds
 * the number that is asked about, it counts as asked anew.
 */
function blockUnlessRepeated(
  deps: TakeDeps,
  token: GateToken,
  asked: Omit<RequestAsked, 'key'>,
  isKept: boolean,
): BlockedTexts | undefined {
  try {
    return inTransaction(deps.db, () => {
      const blocked = blockAsked(deps, token, asked);
      const isSettled = settleWords(deps, token, blocked.read.numbers);
      const { taken } = blocked;
      if (isKept && !isSettled && taken.ok && taken.answer.outcome === 'alreadyThere') throw repeated;
      return blocked;
    });
  } catch (error) {
    if (error === repeated) return undefined;
    throw error;
  }
}

/** A number that cannot be read is a question for a person, too: the program that sent it may not look at what it is told. */
function askIfUnread(
  { questions, clock }: Pick<TakeDeps, 'questions' | 'clock'>,
  token: GateToken,
  { number }: Omit<RequestAsked, 'key'>,
  { taken, read, batch }: BlockedTexts,
): TakenRequest {
  if (taken.ok || taken.code !== 'badInput' || taken.field !== 'number') return taken;
  const asked = { at: clock.now(), by: token.name, form: '', text: number.trim(), word: '' };
  questions.ask({ kind: 'number', ...asked, number: null, batch, readAs: read });
  return { ...taken, message: say.aPersonAtTheDesk(taken.message) };
}

/** Somebody clearly wants not to be called: a word of before that is still asked about must not release these numbers. Whether there was one. */
export function settleWords(
  { questions, clock }: Pick<TakeDeps, 'questions' | 'clock'>,
  { name: by }: GateToken,
  numbers: readonly number[],
): boolean {
  const how = { at: clock.now(), by };
  return numbers.filter((number) => questions.settleWords(number, how)).length > 0;
}

/** What came of the texts of a request: `read` and `batch` are what was sure in them and is blocked, also where it is refused. */
export type BlockedTexts = { readonly taken: TakenRequest; readonly read: ReadAs; readonly batch: number | null };

/** A longer text is no number, and to look for some in it would take long. */
const [mostLetters, mostTexts] = [2_000, 1_000];
/** So many pieces that nobody could read are kept. */
const mostUnread = 50;

/**
 * Blocks what a token asks for, within the caller's transaction: everything that is sure in its texts.
 * @param how texts: what is to be read instead of the number, where it came in several; keepsAsked: it may be taken back, also where the
 * number is blocked already
 */
export function blockAsked(
  { list, clock, targets, zone }: Omit<TakeDeps, 'db' | 'rows' | 'questions'>,
  token: GateToken,
  asked: Omit<RequestAsked, 'key'>,
  {
    texts = [asked.number],
    keepsAsked = false,
  }: { readonly texts?: readonly string[]; readonly keepsAsked?: boolean } = {},
): BlockedTexts {
  const { number: _number, region, source, batchId, requestUUID, target: _, requestedAt, ...details } = asked;
  const now = clock.now();
  const target = asked.target === undefined ? undefined : parseTarget(asked.target, targets());
  if (target !== undefined && !target.ok) return toRefused(refuse('badInput', target.message, 'target'));
  if (token.target !== null && target !== undefined && target.target.id !== token.target)
    return toRefused(refuse('forbidden', say.thisTokenSpeaksFor, 'target'));
  if ((batchId === undefined) !== (requestUUID === undefined))
    return toRefused(refuse('badInput', say.theReferenceOfACall, batchId === undefined ? 'batchId' : 'requestUUID'));
  const place = target?.target.id ?? token.target;
  const readable = texts.filter(({ length }) => length <= mostLetters).slice(0, mostTexts);
  const added = list.add({
    numbers: readable,
    region,
    // A number in no range that is in use is blocked all the same: it costs nothing, and nobody is there to be asked.
    confirmInvalid: true,
    ...(place === null ? {} : { holds: [{ place, until: null }] }),
    ...details,
    requestedAt: requestedAt == null ? undefined : believable(requestedAt, zone(), now),
    ...(batchId === undefined || requestUUID === undefined
      ? {}
      : { callReference: { batchId, requestUuid: requestUUID } }),
    // Whoever asks for a number that is blocked already may bring the call that a vendor wants to be told.
    onDuplicate: 'fill',
    source: 'api',
    sourceLabel: source ?? token.name,
    author: token.name,
    keepsAsked,
  });
  if (!added.ok) return toRefused(refuse('badInput', added.message, added.field));
  const { outcomes, batch } = added.value;
  const sure = outcomes.filter(isSure);
  const numbers = [...new Set(sure.flatMap((outcome) => parseE164(outcome.number) ?? []))];
  const given = new Set(readable);
  const unread = [
    ...outcomes.filter((outcome) => !isSure(outcome)).map(({ raw }) => raw),
    ...texts.filter((text) => !given.has(text)),
  ];
  const read = { numbers, unread: unread.slice(0, mostUnread).map((text) => text.slice(0, mostLetters)) };
  const [only] = sure;
  if (only !== undefined && numbers.length === 1 && unread.length === 0) {
    const { number, outcome, sentence: why } = only;
    return {
      taken: { ok: true, answer: { blocked: true, number, outcome, why, batch, at: toInstant(now) } },
      read,
      batch,
    };
  }
  const [first] = outcomes;
  const message =
    numbers.length === 0 && unread.length === 1
      ? say.nothingWasBlocked(first?.sentence ?? say.aTextIsTooLong)
      : say.severalNumbersStand(toNames(numbers), unread.length);
  return { taken: refuse('badInput', message, 'number'), read, batch };
}

type SureOutcome = AddOutcome & {
  readonly number: string;
  readonly outcome: Exclude<AddOutcome['outcome'], 'rejected' | 'needsConfirmation'>;
};

const isSure = (each: AddOutcome): each is SureOutcome =>
  each.number !== null && each.outcome !== 'rejected' && each.outcome !== 'needsConfirmation';

const toRefused = (taken: TakenRequest): BlockedTexts => ({ taken, read: { numbers: [], unread: [] }, batch: null });

/** So many are named in a sentence. */
const named = 20;

/** "+12125550101, +12125550102 and 3 more"; '' for none. */
export function toNames(numbers: readonly number[]): string {
  const names = numbers.slice(0, named).map((number) => toE164(toPhoneNumber(number)));
  return say.names(names, numbers.length - names.length);
}

/**
 * A request is refused for no time of its own: the clock of a vendor may be ahead of ours, and a time before 1990 is the zero of some
 * system, which says nothing.
 */
function believable(asked: Moment, zone: Zone, now: number): Moment | undefined {
  const at = toEpochMs(toStart(asked, zone, 'earlier'));
  if (at < toEpochMs(firstPlausible)) return undefined;
  return at > now ? toInstant(now) : asked;
}

function refuse(code: Exclude<TakenRequest, { ok: true }>['code'], message: string, field?: string): TakenRequest {
  return { ok: false, code, message, ...(field === undefined ? {} : { field }) };
}
