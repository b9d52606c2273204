/**
 * Bugs that a person might plant in good faith, as patches to the sources: the model has to find each of them. They live
 * only in copies that `npm run test:mutations` makes; one that no longer fits the sources is an error there.
 */
import type { Mutation } from './mutation.ts';
import { hubMutations } from './hubTable.ts';
import { readingMutations } from './readingTable.ts';
import { sameMutations } from './sameTable.ts';
import { vendorMutations } from './vendorTable.ts';

const pull = 'electron/core/sync/vendor/pull.ts';
const listReading = 'electron/core/sync/vendor/listReading.ts';
const takeOver = 'electron/core/sync/record/takeOver.ts';
const reconcile = 'electron/core/sync/record/reconcile.ts';
const afterAnswer = 'electron/core/sync/record/afterAnswer.ts';
const decideRecord = 'electron/core/sync/record/decideRecord.ts';
const seenNumbers = 'electron/core/sync/vendor/seenNumbers.ts';
const http = 'electron/core/vendors/http.ts';

export const mutations: readonly Mutation[] = [
  {
    name: 'absence counted in an incomplete scan',
    why: 'Half a list says nothing about what is not on it.',
    edits: [
      {
        file: listReading,
        find: "if (page.listGone !== true) return { kind: 'failed', message: describeUnread(context, list, page) };",
        replace: 'if (page.listGone !== true) return endList(state);',
      },
    ],
  },
  {
    name: 'empty list taken as removal',
    why: 'A list that is suddenly empty is a broken list until a person says otherwise.',
    edits: [
      {
        file: pull,
        find: 'if (gone.size === 0 || (!emptied && gone.size <= Math.max(5, agreed * 0.01))) return null;',
        replace: 'if (gone.size >= 0) return null;',
      },
    ],
  },
  {
    name: 'absence taken as a release',
    why: 'Only a person or an expiry releases a number.',
    edits: [
      {
        file: takeOver,
        find: "  if (action.kind !== 'take' && action.kind !== 'adopt') return undefined;",
        replace: `  if (action.kind === 'conflict' && action.conflict === 'goneThere' && entry !== undefined) {
    const removed = { at: act.at, why: 'It is gone there.', by: act.author };
    return { before: entry, after: { ...entry, removed, seq: entry.seq + 1, changedAt: act.at, changedBy: act.author } };
  }
  if (action.kind !== 'take' && action.kind !== 'adopt') return undefined;`,
      },
    ],
  },
  {
    name: 'removal there undone in silence',
    why: 'Where the two sides disagree, a person decides.',
    edits: [
      {
        file: 'shared/domain/vendor/merge.ts',
        find: "return { kind: 'conflict', conflict: 'goneThere', strongest: ours, why: say.theVendorNoLongerHas };",
        replace: "return { kind: 'push', why: say.theVendorNoLongerHas };",
      },
    ],
  },
  {
    name: 'add repeated blindly',
    why: 'An add whose outcome is unknown is read back first.',
    edits: [
      {
        file: afterAnswer,
        find: "if (failure.effect === 'unknown') return note('unanswered', about,",
        replace: "if (failure.effect === 'unknown') return note('putOff', about,",
      },
    ],
  },
  {
    name: 'unknown treated as done',
    why: 'A timeout is no confirmation.',
    edits: [
      {
        file: afterAnswer,
        find: "const isThere = answer.class === 'alreadyThere' &&",
        replace: "const isThere = answer.effect === 'unknown' || answer.class === 'alreadyThere' &&",
      },
    ],
  },
  {
    name: 'scope dropped from the key',
    why: "A record on one agent's list is not the record on another's.",
    edits: [
      {
        file: reconcile,
        find: 'const facts = remotes.loadMany(account.id, scope, numbers);',
        replace:
          "const facts = remotes.loadMany(account.id, account.targets.find(({ kind }) => kind === 'agent')?.remoteId ?? '', numbers);",
      },
    ],
  },
  {
    name: 'page 2 ignored',
    why: 'A list is read to its end.',
    edits: [
      {
        file: listReading,
        find: "if (value.next !== null) return state.found.unproven.length < mostUnproven ? undefined : { kind: 'strange' };",
        replace: '',
      },
    ],
  },
  {
    name: 'acknowledged before commit',
    why: 'What was answered survives a crash in the next instant.',
    edits: [
      {
        file: 'electron/core/list/write/batchWork.ts',
        find: '  const done = inTransaction(db, work);',
        replace: `  if (!db.inTransaction) {
    db.exec('BEGIN IMMEDIATE');
    setTimeout(() => db.open && db.inTransaction && db.exec('COMMIT'), 5);
  }
  const done = db.transaction(work)();`,
      },
    ],
  },
  {
    name: 'local clock used for order',
    why: 'Two changes within one tick of the clock are two changes.',
    edits: [
      {
        file: 'electron/core/list/batches/changedSince.ts',
        find: 'if (now?.seq !== after.seq) moved.set(',
        replace: "if (Date.parse(now?.changedAt ?? '') !== after.changedAt) moved.set(",
      },
    ],
  },
  {
    name: 'Retry-After cut short',
    why: 'A vendor that asks for a day gets a day.',
    edits: [
      {
        file: 'electron/core/sync/vendor/turnstile.ts',
        find: 'pace.notBefore = asked;\n          onNotBefore(toEpochMs(failure.retryAt));',
        replace: 'pace.notBefore = Math.min(asked, mono() + 30_000);\n          onNotBefore(clock.now() + 30_000);',
      },
    ],
  },
  {
    name: 'Retry-After forgotten at a restart',
    why: 'What the vendor asked for outlives the process.',
    edits: [
      {
        file: 'electron/core/sync/run/engine.ts',
        find: 'onNotBefore: (at) => store.accounts.saveNotBefore(id, at, clock.now()),',
        replace: 'onNotBefore: () => {},',
      },
    ],
  },
  {
    name: 'conflict releases the block',
    why: 'It stays blocked until a person has decided.',
    edits: [
      {
        file: 'electron/core/list/pages/openConflicts.ts',
        find: '() => toScope(holds.all(number).flatMap(readScope)),',
        replace: '() => toScope(holds.all(number).flatMap(readScope).slice(0, 0)),',
      },
    ],
  },
  {
    name: 'taking over narrows',
    why: 'What a vendor says of its own list never narrows what holds elsewhere.',
    edits: [
      {
        file: takeOver,
        find: 'const holds = coversScope(entry.holds, extra, targets) ? entry.holds : unionScopes(entry.holds, extra);',
        replace: 'const holds = coversScope(extra, entry.holds, targets) ? unionScopes(entry.holds, extra) : extra;',
      },
    ],
  },
  {
    name: 'added without looking where a second add makes a second record',
    why: 'Fluents does not say what a duplicate does: its list is read first.',
    edits: [
      {
        file: 'shared/domain/vendor/planRecord.ts',
        find: 'if (isBlind && !addIsIdempotent) return wait(',
        replace: 'if (isBlind && addIsIdempotent) return wait(',
      },
    ],
  },
  {
    name: 'tried without end',
    why: 'At most four tries of one operation in a run.',
    edits: [
      {
        file: 'electron/core/sync/vendor/requests.ts',
        find: 'export const mostTries = 4;',
        replace: 'export const mostTries = 9;',
      },
    ],
  },
  {
    name: 'what a scan missed is not marked',
    why: 'A record that somebody took off the list has to come up.',
    edits: [
      {
        file: seenNumbers,
        find: '    if (missed.length > 0) store.inTransaction(() => store.remotes.markMissed(account, scope, missed, scan));\n',
        replace: '',
      },
    ],
  },
  {
    name: 'what a scan showed is compared unsorted',
    why: 'A list comes in any order, and everything on it was seen.',
    edits: [
      {
        file: seenNumbers,
        find: 'sorted: () => held.subarray(0, count).toSorted(),',
        replace: 'sorted: () => held.subarray(0, count),',
      },
    ],
  },
  {
    name: 'a mark outlives the sight of the record',
    why: 'What the second look shows is there, whatever the first one missed.',
    edits: [{ file: decideRecord, find: '  if (facts.missedScan !== null) return false;\n', replace: '' }],
  },
  {
    name: 'gone at the first look',
    why: 'Items move between pages while a list is read: one reading is not enough to miss a record.',
    edits: [
      {
        file: pull,
        find: '    : [...context.complete.keys()].filter((scope) => isInDoubt(context, scope, scan));',
        replace: '    : [...context.complete.keys()].filter((scope) => isInDoubt(context, scope, scan) && scan < 0);',
      },
    ],
  },
  {
    name: 'redirect followed',
    why: 'The token is for the vendor alone.',
    edits: [
      {
        file: http,
        find: '    return await judge(client, answer, { host: url.host, request, time });',
        replace: `    const next = answer.headers['location'];
    if (answer.statusCode >= 300 && answer.statusCode < 400 && typeof next === 'string')
      return await exchange(client, new URL(next, url), request, signal);
    return await judge(client, answer, { host: url.host, request, time });`,
      },
    ],
  },
  {
    name: 'taking over leaves the journal out',
    why: 'The journal replayed gives the table, whoever changed it.',
    edits: [
      {
        file: 'electron/core/list/write/writer.ts',
        find: '    journal.append(flatChanges, act);',
        replace: "    if (act.kind !== 'pull') journal.append(flatChanges, act);",
      },
    ],
  },
  {
    name: 'a wait that was asked for outside of a run is forgotten',
    why: 'Retry-After holds for whatever asks next.',
    edits: [
      {
        file: 'electron/core/sync/vendor/connection.ts',
        find: '      if (until <= pace.notBefore) return;',
        replace: '      if (until <= pace.notBefore || at > 0) return;',
      },
    ],
  },
  {
    name: 'conflict forgets agents at rest',
    why: 'What a vendor blocks for an agent that rests is blocked until a person has decided.',
    edits: [
      {
        file: 'electron/core/sync/record/settleConflict.ts',
        find: 'return there === null ? holds : unionScopes(holds, toHolds(account, scope, there));',
        replace: 'return there === null || holds.length === 0 ? holds : holds;',
      },
    ],
  },
  {
    name: 'a question forgets what it has blocked',
    why: 'What only a question blocks is released by a person, not by what the vendor makes of its record.',
    edits: [
      {
        file: 'electron/core/sync/record/settleConflict.ts',
        find: 'const held = unionScopes(conflict?.heldThere ?? [], there).filter(',
        replace: 'const held = unionScopes(conflict === undefined ? [] : [], there).filter(',
      },
    ],
  },
  {
    name: 'an edited reason releases what only the vendor blocked',
    why: 'Nobody is released but by saying so.',
    edits: [
      {
        file: 'shared/domain/vendor/resolution.ts',
        find: 'return planEdit(entry, { holds: heldWhileOpen(entry, holds, targets), ...patch }, act);',
        replace: 'return planEdit(entry, patch, act);',
      },
    ],
  },
  {
    name: 'taking theirs forgets agents at rest',
    why: 'Whoever takes the side of a vendor takes all that it blocks.',
    edits: [
      {
        file: 'shared/domain/vendor/resolution.ts',
        find: 'const extra = toHolds(account, scope, theirs);',
        replace: 'const extra = toHolds(account, scope, toComparable(theirs, account));',
      },
    ],
  },
  {
    name: 'what was put back taken for an answer',
    why: 'Putting the stronger side in force at the vendor decides nothing.',
    edits: [
      {
        file: 'electron/core/sync/record/meanwhile.ts',
        find: '  if (put === null || theirs === null) return { put, stated: theirs };',
        replace: '  if (put === null || put !== null) return { put, stated: theirs };',
      },
    ],
  },
  {
    name: 'time ends a block whatever the clock',
    why: 'A clock that disagrees with the vendor releases nothing.',
    edits: [
      {
        file: 'shared/domain/vendor/planRecord.ts',
        find: '  if (!gates.clockAgrees && endsByTime(action, input))',
        replace: "  if (!gates.clockAgrees && endsByTime(action, input) && name === '')",
      },
    ],
  },
  {
    name: 'a forbidden write stops the account',
    why: 'What the token may not do to one record is trouble of that record.',
    edits: [
      {
        file: 'electron/core/sync/vendor/requests.ts',
        find: '      return sendOnce(ask, true);',
        replace: '      return sendOnce(ask, false);',
      },
    ],
  },
  {
    name: 'a number without its plus is guessed at or left',
    why: 'It is what this vendor was sent, digit by digit.',
    edits: [
      {
        file: 'electron/core/vendors/remoteNumbers.ts',
        find: 'const sure = findKnown(bare, home, place) ?? home ?? findByDigits(bare);',
        replace: 'const sure = home;',
      },
    ],
  },
  {
    name: 'giving up one vendor forgets whoever comes later',
    why: 'Who takes the side of one vendor releases nobody else.',
    edits: [
      {
        file: 'shared/domain/vendor/projection.ts',
        find: '      return [toHold(place, until, [...except, ...inside.map(({ id }) => id)])];\n',
        replace: `      const cuts = new Set(inside.map(({ id }) => id));
      return account.targets
        .filter(({ id, kind }) => kind !== 'account' && !cuts.has(id))
        .map(({ id }) => toHold(id, until));
`,
      },
    ],
  },
  {
    name: 'an exception for one agent is one for all',
    why: 'Whoever is not excepted is blocked.',
    edits: [
      {
        file: 'shared/domain/vendor/projection.ts',
        find: 'if (hold.place === id || (own !== undefined && of.includes(own.id) && !excepts(hold, id))) return true;',
        replace:
          'if (hold.place === id || (own !== undefined && of.includes(own.id) && hold.except === undefined)) return true;',
      },
    ],
  },
  {
    name: 'the hold with more exceptions is kept',
    why: 'Scopes taken together only add strength.',
    edits: [
      {
        file: 'shared/domain/entry/scope.ts',
        find: 'return a.except === undefined || a.except.every((id) => b.except?.includes(id) === true);',
        replace: 'return b.except === undefined || b.except.every((id) => a.except?.includes(id) === true);',
      },
    ],
  },
  {
    name: 'check takes an excepted agent for its account',
    why: 'Nobody knows which agent of an account will call.',
    edits: [
      {
        file: 'shared/domain/entry/scope.ts',
        find: 'return !except.some((id) => id === target.id || isAccountOf(targets.get(id), target));',
        replace: 'return !except.some((id) => targets.get(id)?.accountId === target.accountId);',
      },
    ],
  },
  ...sameMutations,
  ...vendorMutations,
  ...readingMutations,
  ...hubMutations,
];
