/**
 * The result of a call, posted by a voice platform and read by a form. Stop blocks the number, as a request does. A word that the
 * form does not know blocks it too, until a person has said what the word means; a number that cannot be read is asked about.
 */
import { createHash } from 'node:crypto';
import type { CallForm, ResultAnswered } from '../../../shared/contract/callForms.ts';
import type { RequestAsked } from '../../../shared/contract/gateApi.ts';
import { parseE164 } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { GateToken } from '../db/desk/gateRows.ts';
import { inTransaction } from '../db/handles.ts';
import type { CallForms } from './callForms.ts';
import { readResult, shorten } from './readResult.ts';
import { blockAsked, type BlockedTexts, settleWords, type TakeDeps, type TakenRequest } from './takeRequest.ts';
import { takeResultWords as say } from '../../../shared/words/core/gate.ts';

/** What was posted to a form. `key`: the header Idempotency-Key. */
export type PostedResult = { readonly form: string; readonly result: unknown; readonly key?: string | undefined };

export type TakenResult = { readonly ok: true; readonly answer: ResultAnswered } | Extract<TakenRequest, { ok: false }>;

export type TakeResultDeps = TakeDeps & { readonly forms: Pick<CallForms, 'find' | 'findUnread'> };

/** What a program may hand in: a request, or the result of a call; and what comes of each. */
export type Handed = RequestAsked | PostedResult;
export type TakenOf<T extends Handed> = T extends PostedResult ? TakenResult : TakenRequest;

/** Takes results of one desk. The returned function throws what SQLite says; then nothing is written. */
export function createTakeResult(deps: TakeResultDeps): (token: number, posted: PostedResult) => TakenResult {
  return (tokenId, posted) =>
    inTransaction(deps.db, () => {
      const token = deps.rows.listTokens().find(({ id }) => id === tokenId);
      if (token === undefined) return { ok: false, code: 'forbidden', message: say.thereIsNoSuchToken };
      return take(deps, token, posted);
    });
}

function take(deps: TakeResultDeps, token: GateToken, { form: name, result, key }: PostedResult): TakenResult {
  const { rows, forms, clock } = deps;
  const form = forms.find(name) ?? forms.findUnread(name);
  if (form === undefined)
    return {
      ok: false,
      code: 'badInput',
      message: say.thereIsNoFormMake(name),
      field: 'form',
    };
  const read = readResult(form, result);
  const at = toInstant(clock.now());
  const nothing = (why: string): TakenResult => ({
    ok: true,
    answer: { taken: 'nothing', number: null, why, batch: null, at },
  });
  if (read.kind === 'other') return nothing(say.thisIsNoResultOf);
  if (read.means === 'nothing') return nothing(say.meansNothingToDo(read.word));
  const named = key ?? read.call;
  const known = named === null ? undefined : toKnown(form, named, read);
  const kept = known === undefined ? undefined : rows.findRequest(token.id, known.key);
  // The same call with another word is no repeat: its stop must not get lost.
  if (known !== undefined && kept?.asked.equals(known.hash) === true)
    return { ok: true, answer: JSON.parse(kept.answer) as ResultAnswered };
  const taken = block(deps, token, form, read, at);
  if (taken.ok && known !== undefined && kept === undefined)
    rows.keepRequest(token.id, known.key, { asked: known.hash, answer: JSON.stringify(taken.answer) }, clock.now());
  return taken;
}

type Read = Extract<ReturnType<typeof readResult>, { kind: 'result' }>;

function toKnown(
  form: CallForm,
  named: string,
  { number, word }: Read,
): { readonly key: string; readonly hash: Buffer } {
  return {
    // Two names that begin alike are two calls.
    key: shorten(say.form(form.name, named)),
    hash: createHash('sha256')
      .update(JSON.stringify([number, word]))
      .digest(),
  };
}

function block(
  deps: TakeResultDeps,
  token: GateToken,
  form: CallForm,
  { number: text, texts, word, means }: Read,
  at: ResultAnswered['at'],
): TakenResult {
  const { questions, clock } = deps;
  const reason = means === 'stop' ? say.saidStopToAVoice(word) : say.aVoiceAgentHeard(word);
  const asked = {
    kind: 'word',
    at: clock.now(),
    by: token.name,
    form: form.name,
    text: shorten(text, mostKept),
    word,
  } as const;
  const blocked =
    text === ''
      ? noNumber
      : blockAsked(deps, token, { number: text, reason, source: form.name }, { texts, keepsAsked: means !== 'stop' });
  const { taken } = blocked;
  if (means === 'stop') settleWords(deps, token, blocked.read.numbers);
  if (!taken.ok) {
    if (taken.code !== 'badInput' || taken.field !== 'number') return taken;
    questions.ask({ ...asked, kind: 'number', number: null, batch: blocked.batch, readAs: blocked.read });
    const why = say.aPersonAtTheDesk(taken.message);
    return { ok: true, answer: { taken: 'question', number: null, why, batch: blocked.batch, at } };
  }
  const { number, batch, why } = taken.answer;
  if (means === 'stop') return { ok: true, answer: { taken: 'blocked', number, why, batch, at } };
  questions.ask({ ...asked, text: number, number: parseE164(number) ?? null, batch });
  return {
    ok: true,
    answer: {
      taken: 'question',
      number,
      why: say.theFormDoesNotKnow(word),
      batch,
      at,
    },
  };
}

/** Letters that are kept of what cannot be read. */
const mostKept = 2_000;

const noNumber: BlockedTexts = {
  taken: { ok: false, code: 'badInput', message: say.thereIsNoNumberIn, field: 'number' },
  read: { numbers: [], unread: [] },
  batch: null,
};
