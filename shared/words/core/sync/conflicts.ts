/** What the sync says of conflicts, their histories and decisions. Each group is named after the file that says it. */
import { countOf, countOnPaper, toCount } from '../../counts.ts';
import { withNames } from '../../isolated.ts';

export const conflictEffectsWords = withNames({
  isNotAskedToBlock: (name: string) => `${name} is not asked to block it, and may call this number.`,
  nothingChangesAt: (name: string, free: string) => `Nothing changes at ${name}: ${free}`,
  nothingChangesAtSame: (same: string) => `Nothing changes at ${same}.`,
  mayCallThisNumber: (place: string) => `${place} may call this number.`,
  theBlockIsRemoved: (place: string) => `The block is removed at ${place}, which may then call this number.`,
  youAreAskedToRemove: (name: string, place: string) =>
    `You are asked to remove the block in ${name}'s dashboard; then ${place} may call this number.`,
  isToldToBlockIt: (place: string, isOwn: boolean) => `${place} is told to block it${isOwn ? ' again' : ''}.`,
  untilThenMayCall: (missing: string, place: string) => `${missing} Until then ${place} may call this number.`,
  isSentWhatIsHere: (place: string) => `${place} is sent what is here.`,
  isSentOnceMore: (place: string, name: string) =>
    `${place} is sent once more what is here: ${name} was told it before and keeps less, and may keep less again.`,
  isToldTheNew: (place: string, list: string) => `${place} is told the new ${list}.`,
  theNumberCanBeCalled: 'The number can be called again.',
  hereItStaysBlocked: (targetName: string) =>
    `Here it stays blocked while another question is open: the one about ${targetName}.`,
  theNumberIsBlocked: (name: string) => `The number is blocked here as ${name} blocks it.`,
  hereItIsBlocked: (blockedWhere: string) => `Here it is blocked ${blockedWhere}.`,
  hereTheBlockAtBecomes: (place: string, name: string, wasPut: boolean, end: string | null) =>
    `Here the block at ${place} becomes what ${name} ${wasPut ? 'had' : 'has'}${end === null ? '' : ` (until ${end})`}.`,
  hereTheReasonIsTaken: 'Here the reason is taken away.',
  hereTheReasonBecomes: (reason: string) => `Here the reason becomes "${reason}".`,
  hereItStaysBlockedAs: 'Here it stays blocked as it is.',
});

export const conflictSentencesWords = {
  since: (day: string) => `, since ${day}`,
  because: (reason: string) => `, because: ${reason}`,
  hereItIsStillBlocked: (since: string, because: string) => `here it is still blocked${since}${because}`,
  onBy: (day: string, by: string) => ` on ${day} by ${by}`,
  noLongerBlocksThis: (name: string, here: string) => `${name} no longer blocks this number; ${here}.`,
  theBlockOfThisNumber: (name: string, isPutPartly: boolean, here: string) =>
    `The block of this number was gone at ${name}, and was put back there once${isPutPartly ? ', where that could be done,' : ''} while this is open; ${here}.`,
  blocksThisNumber: (name: string, less: string, here: string) =>
    `${name} blocks this number for less than was agreed (${less}); ${here}.`,
  madeItsBlockOfThis: (name: string, less: string, here: string) =>
    `${name} made its block of this number less than was agreed (${less}); what was agreed was put there again once while this is open; ${here}.`,
  theStrongerOfBoth: ' The stronger of both was put there once while this is open.',
  thisNumberWasChanged: (name: string, difference: string, put: string) =>
    `This number was changed here and at ${name}, differently. ${difference}${put}`,
  thisNumberWasReleased: (released: string, lost: string, name: string) =>
    `This number was released here${released}, but ${lost} had changed its block. ${name} no longer knows this agent; here it stays blocked.`,
  andIsGoneThereNow: 'and is gone there now; here it stays blocked',
  soItStaysBlocked: 'so it stays blocked here',
  thisNumberWasReleasedHere: (released: string, name: string, then: string) =>
    `This number was released here${released}, but ${name} changed its block since, ${then}.`,
  blockedThisNumber: (lost: string, name: string) =>
    `${lost} blocked this number, and nothing here asks for it. ${name} no longer knows this agent.`,
  blockedThisNumberAnd: (name: string) => `${name} blocked this number and no longer does; nothing here asked for it.`,
  blocksThisNumberAsMuch: (name: string) => `${name} blocks this number as much as is asked for here.`,
  hasMadeItsBlockLess: (name: string, now: string | null, held: string) =>
    ` ${name} has made its block less since this was asked${now === null ? '' : ` (it is ${now} now)`}: what it blocked before (${held}) stays blocked here until this is decided.`,
  blocksThisNumberAnd: (name: string) => `${name} blocks this number, and nothing here asks for it.`,
  noBlock: 'no block',
  forEver: 'for ever',
  until: (end: string) => `until ${end}`,
  forUntil: (until: string, agentCount: number) =>
    `${until}, for ${agentCount === 0 ? 'agents at rest' : countOf(agentCount, 'agent')}`,
  says: (name: string, side: string) => `${name} says: ${side}.`,
  theReasonAtBecame: (name: string, quote: string, reasonQuote: string) =>
    `The reason at ${name} became ${quote}, here ${reasonQuote}.`,
  theBlockAtBecame: (name: string, side: string, oursSide: string) =>
    `The block at ${name} became one ${side}; here it is ${oursSide}.`,
  atOtherAgentsWere: (name: string) => `At ${name} other agents were chosen than here.`,
  andThisListDisagreed: (name: string, kindWord: string) => `${name} and this list disagreed before (${kindWord}).`,
  sentTo: (name: string, sentAnswer: string) => `Sent to ${name}. ${sentAnswer}`,
  itHasNotAnswered: 'It has not answered.',
  bothSidesAgreed: (record: string) => `Both sides agreed: ${record}.`,
  seenAt: (name: string, record: string) => `Seen at ${name}: ${record}.`,
  putThereUntilThis: (record: string) => `Put there until this is decided: ${record}.`,
  lastLookedAt: (record: string) => `Last looked at: ${record}.`,
  blocked: (side: string, reason: string | null) => `blocked ${side}${reason === null ? '' : `, "${reason}"`}`,
  goneThere: 'gone there',
  weakerThere: 'weaker there',
  changedOnBothSides: 'changed on both sides',
  removedHereChanged: 'removed here, changed there',
  onlyThere: 'only there',
  keptOurs: (by: string) => `${by} kept ours.`,
  tookTheirs: (by: string) => `${by} took theirs.`,
  decidedItWithAnEdit: (by: string) => `${by} decided it with an edit.`,
  bothSidesCameTogether: 'Both sides came together by themselves.',
  theAccountWasRemoved: 'The account was removed.',
};

export const conflictsWords = {
  keptOurs: 'Kept ours',
  tookTheirs: 'Took theirs',
  numbers: (count: number) => countOnPaper(count, 'number'),
  thisQuestionHasChanged: 'This question has changed since it was shown',
  ofTheseChangedSince: (changed: number, count: number) =>
    `${toCount(changed)} of these ${countOf(count, 'question')} ${changed === 1 ? 'has' : 'have'} changed since they were shown`,
  nothingWasDecided: (which: string) => `${which}: nothing was decided. Look again, and decide it as it is now.`,
  thisConflictIsDecided: 'This conflict is decided already.',
  thereIsNoConflict: 'There is no conflict with this id.',
  theseConflictsAre: 'These conflicts are decided already.',
  thereAreNoConflicts: 'There are no conflicts with these ids.',
};

export const decisionWords = {
  sayWhatToChangeNothing: 'Say what to change: nothing was given.',
};
