/**
 * What the gate's calls do, apart from HTTP: they look at the desk, log what they found, and answer only once the log has it.
 */
import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type {
  CheckAsked,
  EntriesAnswered,
  EntriesAsked,
  GateAnswer,
  RequestAnswered,
  RequestAsked,
} from '../../../shared/contract/gateApi.ts';
import type { ResultAnswered } from '../../../shared/contract/callForms.ts';
import { parseTarget } from '../../../shared/domain/entry/targetText.ts';
import { type Instant, toInstant } from '../../../shared/domain/time/instant.ts';
import { toGateAnswer } from '../../core/gate/askGate.ts';
import { type DeskState, whyClosed } from '../../core/gate/closed.ts';
import type { DeskView, Seen } from '../../core/gate/deskView.ts';
import type { ListEntries } from '../../core/gate/listEntries.ts';
import type { AnswerLog } from '../../core/gate/log/answerLog.ts';
import type { LoggedItem } from '../../core/gate/log/chain.ts';
import type { HideNumber } from '../../core/gate/log/numberKey.ts';
import type { TakenRequest } from '../../core/gate/takeRequest.ts';
import type { Handed, PostedResult, TakenOf } from '../../core/gate/takeResult.ts';
import { openCheck } from '../../core/list/commands/checkNumbers.ts';
import type { GateToken } from '../../core/db/desk/gateRows.ts';
import { closedFor, type Refused } from './problem.ts';
import { callsWords as say } from '../../../shared/words/core/gate.ts';

export type CallDeps = {
  readonly view: DeskView;
  readonly log: AnswerLog;
  readonly hide: HideNumber;
  readonly state: () => DeskState;
  readonly now: () => number;
  readonly listEntries: ListEntries;
  /** Has the desk's own thread write it. */
  readonly take: <T extends Handed>(token: number, asked: T) => Promise<TakenOf<T>>;
};

/** What is answered, or why not. */
export type Said<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly refused: Refused };

export type Calls = {
  readonly check: (
    token: GateToken,
    asked: CheckAsked,
  ) => Promise<Said<{ at: Instant; head: string; answers: GateAnswer[] }>>;
  readonly request: (token: GateToken, asked: RequestAsked) => Promise<Said<RequestAnswered>>;
  readonly result: (token: GateToken, posted: PostedResult) => Promise<Said<ResultAnswered>>;
  readonly entries: (token: GateToken, asked: EntriesAsked) => Promise<Said<EntriesAnswered>>;
};

const statusOf = { badInput: 422, forbidden: 403, keyUsed: 409 } as const;

/** Others are answered after so many numbers of one question. */
const atOnce = 200;
/** Questions of up to so many numbers look together. */
const few = 16;

/** The calls of one gate. They reject with what SQLite or the file system says; then nothing was answered. */
export function createCalls(deps: CallDeps): Calls {
  const { view, log, hide, state, now } = deps;
  let noted: string | null = null;

  /** Notes which registries are asked, once for each change; answers their name. */
  function nameRegistries({ registries }: Seen): string | null {
    const id = registries === null ? null : hash('sha256', registries.join('\n'), 'base64url').slice(0, 16);
    // Records are written in the order in which they are handed in: this one before the answer that names it.
    if (id !== null && id !== noted && registries !== null)
      log.append({ kind: 'registries', id, versions: registries }).catch(() => (noted = null));
    noted = id;
    return id;
  }

  const closedBy = ({ accounts, gate }: Seen): string | null => whyClosed(state(), accounts, gate.freshHours, now());

  function saysNo(token: GateToken, why: string, count: number): Promise<{ ok: false; refused: Refused }> {
    return log
      .append({ kind: 'closed', by: token.id, name: token.name, why, count })
      .then(() => ({ ok: false, refused: closedFor(why) }));
  }

  /** Asks about some of the numbers, on the list of one moment, and hands what was found in to the log. */
  function askSome(token: GateToken, asked: CheckAsked, target: string | undefined, numbers: readonly string[]) {
    const look = asked.numbers.length <= few ? view.lookTogether : view.look;
    return look((seen) => {
      const closed = closedBy(seen);
      if (closed !== null) return { closed };
      const opened = openCheck(view.deps, view.decide, { region: asked.region, target, at: asked.at });
      if (!opened.ok) return { refused: opened };
      const { ask, question } = opened.value;
      const answers = numbers.map((raw) => toGateAnswer(raw, ask(raw), question));
      const show = seen.gate.plainNumbers ? (number: string) => number : hide;
      const written = log.append({
        kind: 'check',
        by: token.id,
        name: token.name,
        head: seen.head,
        registries: nameRegistries(seen),
        target: target ?? null,
        asOf: asked.at === undefined ? null : question.at,
        items: answers.map((answer) => toItem(answer, show)),
      });
      // It is waited for below, with the others.
      written.catch(() => undefined);
      return { answers, written, head: seen.head };
    });
  }

  return {
    async check(token, asked) {
      const { target: own } = token;
      const target: Said<string | undefined> =
        own === null ? { ok: true, body: asked.target } : view.look(() => toTarget(view, own, asked.target));
      if (!target.ok) return target;
      const answers: GateAnswer[] = [];
      const writes: Promise<void>[] = [];
      let head = '';
      for (let from = 0; from < asked.numbers.length; from += atOnce) {
        if (from > 0) await setImmediate();
        const some = await askSome(token, asked, target.body, asked.numbers.slice(from, from + atOnce));
        if (some.closed !== undefined) return saysNo(token, some.closed, asked.numbers.length);
        if (some.refused !== undefined) return refuse(422, some.refused.message, some.refused.field);
        answers.push(...some.answers);
        writes.push(some.written);
        if (from === 0) ({ head } = some);
      }
      await Promise.all(writes);
      return { ok: true, body: { at: toInstant(now()), head, answers } };
    },
    ...createHandIn(deps),
    async entries(token, asked) {
      const page = view.look((seen) => {
        const closed = closedBy(seen);
        return closed === null
          ? { body: deps.listEntries(asked, view.deps.time.passed()), head: seen.head }
          : { closed };
      });
      if (page.closed !== undefined) return saysNo(token, page.closed, 0);
      await log.append({
        kind: 'entries',
        by: token.id,
        name: token.name,
        head: page.head,
        count: page.body.entries.length,
      });
      return { ok: true, body: page.body };
    },
  };
}

/** What programs hand in: each is written by the desk's own thread, and its outcome logged before it is answered. */
function createHandIn({ view, log, hide, take }: CallDeps): Pick<Calls, 'request' | 'result'> {
  async function note(token: GateToken, number: string | null, outcome: string, batch: number | null): Promise<void> {
    const show = view.see().gate.plainNumbers ? (plain: string) => plain : hide;
    const shown = number === null ? null : show(number);
    await log.append({ kind: 'request', by: token.id, name: token.name, number: shown, outcome, batch });
  }

  async function refused(
    token: GateToken,
    { code, message, field }: Extract<TakenRequest, { ok: false }>,
  ): Promise<{ ok: false; refused: Refused }> {
    await note(token, null, say.refused(code), null);
    return code === 'failed' ? { ok: false, refused: closedFor(message) } : refuse(statusOf[code], message, field);
  }

  return {
    async request(token, asked) {
      const taken = await take(token.id, asked);
      if (!taken.ok) return refused(token, taken);
      const { number, outcome, batch } = taken.answer;
      await note(token, number, outcome, batch);
      return { ok: true, body: taken.answer };
    },
    async result(token, posted) {
      const taken = await take(token.id, posted);
      if (!taken.ok) return refused(token, taken);
      const { number, taken: outcome, batch } = taken.answer;
      await note(token, number, say.result(outcome), batch);
      return { ok: true, body: taken.answer };
    },
  };
}

function toItem({ number, verdict, rule, where }: GateAnswer, show: HideNumber): LoggedItem {
  return [number === null ? null : show(number), verdict, rule, where];
}

function refuse(status: 403 | 409 | 422, detail: string, field: string | undefined): { ok: false; refused: Refused } {
  return { ok: false, refused: { status, detail, ...(field === undefined ? {} : { field }) } };
}

/** For which target a token asks that is for one alone. Of another's it learns nothing. */
function toTarget({ targets }: DeskView, target: number, asked: string | undefined): Said<string> {
  const own = targets().get(target);
  if (own === undefined) return refuse(403, say.theTargetOfThisToken, undefined);
  const text = own.kind === 'account' ? String(own.accountId) : `${own.accountId}/${own.id}`;
  if (asked === undefined) return { ok: true, body: text };
  const named = parseTarget(asked, targets());
  if (!named.ok) return refuse(422, named.message, 'target');
  return named.target.id === own.id ? { ok: true, body: text } : refuse(403, say.thisTokenSpeaksFor, 'target');
}
