/** A lead answers what the shared list asks: the number is released as by any release here, or stays blocked. */
import type { HubView } from '../../../shared/contract/hub.ts';
import { planRemove } from '../../../shared/domain/entry/entry.ts';
import { toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type Answer, needsPerson, notFound } from '../answer.ts';
import { runBatch } from '../list/write/batchWork.ts';
import { type ExchangeDeps, notShared } from './exchange.ts';
import { mayWeaken } from './hubPort.ts';
import { describeSince, toView } from './hubView.ts';
import { answerRequestWords as say } from '../../../shared/words/core/hub.ts';

/**
 * Refuses where this desk's login is no lead's, what is answered already, and a release of a block that is another one than the person
 * saw. `version`: of the block, as it was shown (`HubRequestView`); undefined: as it was when somebody asked.
 */
export function answerRequest(
  { store, list, clock, events, author }: ExchangeDeps,
  id: string,
  answer: 'release' | 'keep',
  version?: number,
): Answer<HubView> {
  const { rows, requests } = store;
  const hub = rows.load();
  if (hub === undefined) return notShared;
  if (!mayWeaken(hub.role)) return needsPerson(say.onlyALeadAnswers);
  const request = requests.load(id);
  if (request === undefined) return notFound(say.thereIsNoSuchRequest);
  if (request.answer !== null) return needsPerson(say.hasAnsweredIt(request.answeredBy ?? 'Somebody', request.answer));
  const number = toPhoneNumber(request.number);
  const block = requests.blockOf(number);
  if (answer === 'release' && block !== undefined) {
    const since = describeSince(request, block);
    if (version !== undefined && version !== block.version)
      return needsPerson(say.isAnotherBlock(toE164(number), since));
    if (version === undefined && since !== '')
      return needsPerson(say.sayWhichBlock(toE164(number), since, `${id}@${block.version}`));
  }
  const at = toInstant(clock.now());
  if (answer === 'release') {
    const about = { kind: 'remove', label: '1 number', author: author(), at, details: { why: request.why } } as const;
    runBatch({ store: list, events }, about, (act) => {
      const before = list.entries.load(number);
      const after = before === undefined ? undefined : planRemove(before, request.why, act);
      return { changes: after === undefined ? [] : [{ before, after }], result: null };
    });
  }
  // A release has answered it by itself; what is released already is answered here.
  store.inTransaction((open) => {
    requests.answerOpen(number, answer === 'release' ? 'released' : 'kept', clock.now(), author());
    // Who decides that a number stays blocked asks for it.
    if (answer === 'keep' && block !== undefined)
      list.writer.noteAsked(open, [number], { at, author: author(), batchId: null, kind: 'add' });
  });
  events.publish({ type: 'changed', topics: ['hub', 'list'] });
  const view = toView(store);
  return view === null ? notShared : { ok: true, value: view };
}
