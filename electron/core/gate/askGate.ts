/** What the gate says of one text: the judgement of `check`, without who blocked it and why they did. */
import type { GateAnswer } from '../../../shared/contract/gateApi.ts';
import { toE164 } from '../../../shared/domain/numbers/number.ts';
import { nameHold } from '../../../shared/domain/entry/scopeWords.ts';
import { toBlockedWhere } from '../../../shared/domain/entry/scopeWords.ts';
import { describeHeld } from '../desk/deskTime.ts';
import type { Judged } from '../list/commands/checkNumbers.ts';
import type { Question } from '../list/commands/askText.ts';
import { askGateWords as say } from '../../../shared/words/core/gate.ts';

type Said = Pick<GateAnswer, 'verdict' | 'rule' | 'why'> & Partial<Pick<GateAnswer, 'where' | 'until'>>;

/** The answer to one text; `judged` is a sentence where the text has no reading. */
export function toGateAnswer(asked: string, judged: Judged | string, question: Question): GateAnswer {
  const number = typeof judged === 'string' ? null : toE164(judged.readings[0].reading.number);
  const said = typeof judged === 'string' ? toUnread(judged) : toSaid(judged, question);
  return { asked, number, where: null, until: null, ...said, blocked: said.verdict !== 'callable' };
}

const toUnread = (why: string): Said => ({ verdict: 'inDoubt', rule: 'reading', why: say.inDoubt(why) });

function toSaid({ blocked, registry, doubt, callable }: Judged, { targets, target, doubted }: Question): Said {
  if (blocked !== undefined) {
    const { holds, byConflict, registry: listing } = blocked.blocking;
    const [hold] = holds;
    if (hold === undefined)
      return { verdict: 'blocked', rule: 'registry', why: say.blockedByARegistry(listing?.sentence ?? '').trim() };
    const where = nameHold(hold, targets);
    const until = hold.until === null ? '' : say.until(hold.until);
    const why = [say.blocked(toBlockedWhere(where), until), describeHeld(holds, doubted)].filter(Boolean).join(' ');
    return { verdict: 'blocked', rule: byConflict ? 'conflict' : 'list', where, until: hold.until, why };
  }
  if (doubt !== undefined) return { verdict: 'inDoubt', rule: 'reading', why: say.inDoubtSentence(doubt.sentence) };
  if (callable)
    return {
      verdict: 'callable',
      rule: 'none',
      why: target === undefined ? say.nothingBlocksIt : say.nothingBlocksItFor,
    };
  return {
    verdict: 'inDoubt',
    rule: 'registryInDoubt',
    why: say.inDoubtSentence(registry?.sentence ?? say.theListMayNotBe),
  };
}
