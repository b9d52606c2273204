/**
 * Bugs about vendors as they are: whose record it is, what a vendor makes of what it was sent, how it writes numbers, and what
 * is said of who may call.
 */
import type { Mutation } from './mutation.ts';

const knownRecords = 'electron/core/sync/record/knownRecords.ts';
const afterAnswer = 'electron/core/sync/record/afterAnswer.ts';
const decideRecord = 'electron/core/sync/record/decideRecord.ts';
const merge = 'shared/domain/vendor/merge.ts';
const mayCall = 'electron/core/sync/record/mayCall.ts';
const planRecord = 'shared/domain/vendor/planRecord.ts';
const echo = 'shared/domain/vendor/echo.ts';
const words = 'electron/core/sync/conflicts/conflictSentences.ts';
const remoteNumbers = 'electron/core/vendors/remoteNumbers.ts';

export const vendorMutations: readonly Mutation[] = [
  {
    name: 'their record looks like ours, so it is only ours',
    why: 'A record has one end for all its agents: theirs may say more than an entry of which some is over soon.',
    edits: [
      {
        file: decideRecord,
        find: '  if (theirs === null || entry === undefined) return false;',
        replace:
          "  if (theirs === null || entry === undefined || account.capabilities.keeps.expiry.how === 'kept') return false;",
      },
    ],
  },
  {
    name: 'what they widened to what we say by the hour is only ours',
    why: 'What both came to say is theirs as well: it stays when the part of ours that made it so is over.',
    edits: [
      {
        file: merge,
        find: '  if (!outlastsOurs || !isTheirChange ||',
        replace: '  if (outlastsOurs || !isTheirChange ||',
      },
    ],
  },
  {
    name: 'what a vendor keeps less of is known as soon as it is decided',
    why: 'The answers may have been wrong: a vendor that would take all of it is told once more.',
    edits: [
      {
        file: echo,
        find: 'Math.max(one.times, decided)',
        replace: 'Math.max(one.times, known)',
      },
    ],
  },
  {
    name: 'an undo takes what was there before us',
    why: 'An undo takes back what we made, and nothing that the vendor had.',
    edits: [
      {
        file: knownRecords,
        find: "if (named === null) return current.by !== 'us' ? 'none' :",
        replace: "if (named === null) return current.by !== 'us' ? 'ours' :",
      },
    ],
  },
  {
    name: 'another record taken for the one that was released',
    why: 'A release is about the record that was there; another id or another reason is another statement.',
    edits: [
      {
        file: knownRecords,
        find: "  if (!isNamed) return current.by === 'us' ? 'ours' : 'another';",
        replace: "  if (!isNamed) return 'named';",
      },
    ],
  },
  {
    name: 'removed on the word of an old reading',
    why: 'Where a record can be looked up, it is, right before it is removed.',
    edits: [
      {
        file: planRecord,
        find: 'if (gates.isRead || !lookup || !(gates.readsFirst || mayWeaken(action))) return action;',
        replace: 'if (gates.isRead || !lookup || !gates.readsFirst) return action;',
      },
    ],
  },
  {
    name: 'an old id is the old record for ever',
    why: 'A number that is added anew there may get its old id: its time tells that it is another statement.',
    edits: [
      {
        file: knownRecords,
        find: '  return Math.abs(toEpochMs(a.createdAt) - toEpochMs(b.createdAt)) < minute;',
        replace: '  return Math.abs(toEpochMs(a.createdAt) - toEpochMs(b.createdAt)) >= 0;',
      },
    ],
  },
  {
    name: 'what was just sent hides that a list was emptied',
    why: 'An emptied list waits for a person, also where this run has put a block on it before it was read.',
    edits: [
      {
        file: 'electron/core/sync/vendor/pull.ts',
        find: '    const isBare = found.get(scope) === 0 || others === 0;',
        replace: '    const isBare = found.get(scope) === 0 && others === 0;',
      },
    ],
  },
  {
    name: 'the grid believes a clock that the run does not',
    why: 'A block that nothing will remove is not said to be removed with the next sync.',
    edits: [
      {
        file: 'electron/core/sync/record/recordState.ts',
        find: 'gates: { mailsAllowed, clockAgrees, ...gates }',
        replace: 'gates: { mailsAllowed, clockAgrees: clockAgrees || mailsAllowed, ...gates }',
      },
    ],
  },
  {
    name: 'whatever stands in the place of ours is ours',
    why: 'An add whose answer names no record is known by its call alone.',
    edits: [
      {
        file: knownRecords,
        find: '  return evidence?.batchId === batchId && evidence.requestUuid === requestUuid;',
        replace: '  return evidence === undefined || batchId !== requestUuid;',
      },
    ],
  },
  {
    name: '"already there" claims the record',
    why: 'An add that is refused because the record is there has made nothing.',
    edits: [
      {
        file: 'electron/core/sync/record/sightFields.ts',
        find: "  return problem === 'alreadyThere' && attempts <= 1;",
        replace: "  return problem === 'alreadyThere' && attempts < 0;",
      },
    ],
  },
  {
    name: 'one record of several is released',
    why: 'A release is about all records of a number.',
    edits: [
      {
        file: afterAnswer,
        find: 'merge(request.rest ?? nothing)',
        replace: 'merge(nothing)',
      },
    ],
  },
  {
    name: "a vendor's cut is taken for a change",
    why: 'What a vendor makes of what it was sent is no change by anybody.',
    edits: [
      {
        file: echo,
        find: '      if (isFold(field, told, came)) return [[field, { ...one, times: known }]];\n',
        replace: '',
      },
      { file: echo, find: 'const oftenEnough = 2;', replace: 'const oftenEnough = 1000;' },
      {
        file: echo,
        find: '    return isWays || isFold(field, { ...fields, [field]: one.sent }, fields)',
        replace: '    return isWays',
      },
    ],
  },
  {
    name: 'what an answer leaves out is empty',
    why: 'A field that is absent is unknown.',
    edits: [
      {
        file: 'electron/core/sync/record/sightFields.ts',
        find: '  if (theirs === null || absent.length === 0) return { observation, assumed: [] };',
        replace: '  if (theirs === null || absent.length >= 0) return { observation, assumed: [] };',
      },
    ],
  },
  {
    name: 'what an answer leaves out is called in step',
    why: 'What a vendor does not show, somebody may have changed there.',
    edits: [
      {
        file: 'electron/core/sync/record/sightFields.ts',
        find: '    assumed.push(field);',
        replace: '    if (known === null) assumed.push(field);',
      },
    ],
  },
  {
    name: 'numbers without + are unreadable',
    why: 'A number that the vendor was sent is known by its digits.',
    edits: [
      {
        file: remoteNumbers,
        find: '    const sure = findKnown(bare, home, place) ?? home ?? findByDigits(bare);',
        replace: '    const sure = home;',
      },
    ],
  },
  {
    name: "a number at home wins over the record's id",
    why: 'Two numbers may be written with the same digits: which of them a record is, its id says.',
    edits: [
      {
        file: remoteNumbers,
        find: 'findKnown(bare, home, place) ?? home ??',
        replace: 'home ?? findKnown(bare, home, place) ??',
      },
    ],
  },
  {
    name: 'a number that is to be sent is not known by its digits',
    why: 'No add is sent for a number that the list has just shown, however it writes it.',
    edits: [
      {
        file: 'electron/core/db/sync/remoteRows.ts',
        find: 'SELECT 1 FROM outbox o WHERE o.number = n.value AND o.account_id = @account)',
        replace: 'SELECT 1 FROM outbox o WHERE o.number = -n.value AND o.account_id = @account)',
      },
    ],
  },
  {
    name: 'numbers as they are dialled are unreadable',
    why: "A number without a country code is read with the account's country.",
    edits: [
      {
        file: remoteNumbers,
        find: '    const home = parsed.ok && parsed.valid ? parsed.number : undefined;',
        replace: '    const home = parsed.ok && parsed.valid && bare === text ? undefined : undefined;',
      },
    ],
  },
  {
    name: 'nothing is said where a vendor may call',
    why: 'Who may call a number that is blocked here is said.',
    edits: [
      {
        file: mayCall,
        find: '  if (held === undefined || held?.length === 0) return null;',
        replace: '  if (held === undefined || held === null || held.length >= 0) return null;',
      },
    ],
  },
  {
    name: 'a record is made less while one of its agents rests',
    why: 'A request names active agents only, and takes the others off the record.',
    edits: [
      {
        file: 'shared/domain/vendor/resting.ts',
        find: '  return resting.length === 0 ? nothing : { fields: { ...fields, agents: has }, resting };',
        replace: '  return nothing;',
      },
    ],
  },
  {
    name: 'an agent that is not listed any more is taken off a record',
    why: 'A list of agents may leave one out that still calls: only a person, or the vendor by refusing it, takes it off.',
    edits: [
      {
        file: 'shared/domain/vendor/unlisted.ts',
        find: '  if (kept.length === 0) return asked;',
        replace: '  if (kept.length >= 0) return asked;',
      },
    ],
  },
  {
    name: 'a list that does not say how long it is has one page',
    why: 'A list is over where the vendor says so, or where nothing new comes.',
    edits: [
      {
        file: 'electron/core/vendors/pagedList.ts',
        find: '  return pages === null || pages === undefined ? null : page < pages;',
        replace: '  return pages === null || pages === undefined ? false : page < pages;',
      },
    ],
  },
  {
    name: "strangers are taken for the account's agents",
    why: 'A token of another organisation is found out before anything is sent.',
    edits: [
      {
        file: 'electron/core/sync/run/workRun.ts',
        find: '  if (isOfStrangers(view(), listed.value)) {',
        replace: '  if (isOfStrangers(view(), listed.value) && listed.value.length > 1000) {',
      },
    ],
  },
  {
    name: 'a wait of a year is waited out',
    why: 'A wait of more than a day is a question to a person, whose sync tries at once.',
    edits: [
      {
        file: 'electron/core/sync/run/engine.ts',
        find: "const triesNow = trigger === 'manual' && isLongWait(",
        replace: "const triesNow = trigger === 'start' && isLongWait(",
      },
    ],
  },
  {
    name: 'check leaves out who may call',
    why: 'What is said of a number in question is said everywhere.',
    edits: [
      {
        file: 'electron/core/list/commands/checkNumbers.ts',
        find: '    .flatMap(({ mayCall }) => mayCall ?? []);',
        replace: '    .flatMap(({ mayCall, conflict }) => (conflict === null ? (mayCall ?? []) : []));',
      },
    ],
  },
  {
    name: 'a question says that what was put back is gone',
    why: 'A sentence about a vendor is true of the vendor now.',
    edits: [
      {
        file: words,
        find: '        : say.theBlockOfThisNumber(name, isPutPartly, here);',
        replace: '        : say.noLongerBlocksThis(name, here);',
      },
    ],
  },
  {
    name: 'a question about an agent that is gone speaks of now',
    why: 'The last word of a list that is gone is no word about now.',
    edits: [{ file: words, find: '  const lost = isListGone(', replace: '  const lost = !isListGone(' }],
  },
  {
    name: 'a vendor that blocks is said to call',
    why: 'No alarm about a vendor that blocks the number.',
    edits: [
      {
        file: mayCall,
        find: '  if (there === null) return',
        replace: '  if (there === null || there.agents === null) return',
      },
    ],
  },
  {
    name: 'a record that is over stands for its number',
    why: 'A vendor may list it beside another one, which blocks.',
    edits: [
      {
        file: 'electron/core/sync/vendor/overRecords.ts',
        find: 'if (over.length === 0) return { shown: records, over };',
        replace: 'if (over.length >= 0) return { shown: records, over: [] };',
      },
    ],
  },
  {
    name: 'a single look believes a stranger',
    why: 'What another organisation shows of a number is no word about this account.',
    edits: [
      {
        file: 'electron/core/sync/accounts/recordActions.ts',
        find: 'return isOfStrangers(before, listed.value)',
        replace: 'return isOfStrangers(before, listed.value.slice(0, 0))',
      },
    ],
  },
  {
    name: 'an undo takes off what was put on anew',
    why: 'It is about what we made; what somebody there has written about the number since is theirs.',
    edits: [
      {
        file: 'electron/core/sync/record/knownRecords.ts',
        find: "base === null || isAsAgreed ? 'ours' : 'another'",
        replace: "base === null || isAsAgreed ? 'ours' : 'ours'",
      },
    ],
  },
  {
    name: 'what is taken over leaves out agents at rest',
    why: 'A block there that is for them alone would be cut to the end that it has here.',
    edits: [
      {
        file: 'electron/core/sync/record/takeOver.ts',
        find: 'return { ...taken, agents: [...new Set([...taken.agents, ...meant])] };',
        replace: 'return { ...taken, agents: [...new Set([...taken.agents, ...meant.slice(0, 0)])] };',
      },
    ],
  },
];
