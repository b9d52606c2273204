/** Planted bugs about a list that desks share: the model of several desks (test/model/hub) has to find each of them. */
import type { Mutation } from './mutation.ts';

const merge = 'shared/domain/entry/mergeDesks.ts';
const push = 'electron/core/hub/pg/push.ts';
const leases = 'electron/core/hub/pg/leases.ts';
const lead = 'electron/core/hub/lead/lead.ts';

const planted: readonly Mutation[] = [
  {
    name: 'a release elsewhere is taken by a desk that changed the number',
    why: 'Who released it did not know what was changed: it stays blocked until a lead decides.',
    edits: [
      {
        file: merge,
        find: 'if (isSameShared(ours, base)) return',
        replace: 'if (isSameShared(ours, base) || theirs.removed !== null) return',
      },
    ],
  },
  {
    name: 'a desk may weaken what is shared',
    why: 'Only a lead releases, also where a page forgot to ask.',
    edits: [
      {
        file: 'electron/core/hub/share/notes.ts',
        find: 'if (mayWeakenAny({ rows })) return [];',
        replace: 'if (mayWeakenAny({ rows }) || at !== null) return [];',
      },
    ],
  },
  {
    name: 'a push writes over what it has not seen',
    why: 'What another desk changed first is read and merged before it is written again.',
    edits: [{ file: push, find: ' WHERE coalesce(e.rev, 0) = s.base)', replace: ')' }],
  },
  {
    name: 'an own push is known again only where nobody was before it',
    why: 'A hub that was put back to before that push has lost it.',
    edits: [
      {
        file: 'electron/core/hub/share/send.ts',
        find: '  rows.mark(outcome.rev, outcome.digest);\n  if (',
        replace: '  if (outcome.rev === hub.rev + 1) rows.mark(outcome.rev, outcome.digest);\n  if (',
      },
    ],
  },
  {
    name: 'what both came to say is not sent back',
    why: 'The hub lacks what this desk added to it.',
    edits: [
      {
        file: 'electron/core/hub/share/arrive.ts',
        find: 'if (result !== theirs && !isSameShared(result, theirs)) {',
        replace: 'if (result !== theirs && isSameShared(result, theirs)) {',
      },
    ],
  },
  {
    name: 'a lease is believed in for ever',
    why: 'Once it can be another’s, nothing is sent any more.',
    edits: [
      {
        file: 'electron/core/hub/lead/heldLeases.ts',
        find: 'return passed < times.forMs - times.requestMs - marginOf(times);',
        replace: 'return passed >= 0;',
      },
    ],
  },
  {
    name: 'nobody looks again when a request leaves',
    why: 'A process may be stopped between its decision and the request.',
    edits: [{ file: 'electron/core/vendors/startGate.ts', find: 'refused = refuse();', replace: 'refused = null;' }],
  },
  {
    name: 'a lease is taken while another has it',
    why: 'Two that tell a vendor add twice, and remove what the other has put there.',
    edits: [
      {
        file: 'electron/core/hub/lead/hearLeases.ts',
        find: 'if (lease.isLive || !(takesFree || wanted)) return;',
        replace: 'if (!(takesFree || wanted)) return;',
      },
      {
        file: leases,
        find: '(desk IS NULL OR until < now() - $4::bigint',
        replace: '($4::bigint IS NOT NULL OR until < now() - $4::bigint',
      },
      {
        file: 'electron/core/hub/pg/leaseSchema.ts',
        find: 'OR ((OLD).desk IS NOT NULL AND (OLD).until > now())',
        replace: 'OR false',
      },
    ],
  },
  {
    name: 'a write is not announced',
    why: 'The next leader has to know of every request that may have left.',
    edits: [{ file: lead, find: '      await leader.write(account, false);\n', replace: '' }],
  },
  {
    name: 'who leads is said for as long as nobody says otherwise',
    why: 'What was heard long ago is no news.',
    edits: [
      {
        file: 'electron/core/hub/lead/leadView.ts',
        find: 'return row.isLive && heardFor < forMs;',
        replace: 'return row.isLive && heardFor >= 0 && forMs > 0;',
      },
    ],
  },
  {
    name: 'what only the leader has is handed on as everybody’s',
    why: 'Elsewhere it looks like a block that was taken back, and its record would be removed.',
    edits: [
      {
        file: 'electron/core/hub/lead/factWords.ts',
        find: 'owed: isUnshared && owed !== null ? withoutSent(owed) : owed,',
        replace: "owed: isUnshared && owed !== null && owed.state !== 'unknown' ? withoutSent(owed) : owed,",
      },
    ],
  },
  {
    name: 'what was decided before the others were heard is sent all the same',
    why: 'The announcement brings what they changed: a block that came back with it stays at the vendor.',
    edits: [
      {
        file: 'electron/core/sync/vendor/pushRequest.ts',
        find: 'store.outbox.load(owed)?.seq !== owed.seq)',
        replace: 'store.outbox.load(owed) === undefined)',
      },
    ],
  },
  {
    name: 'a release that the hub does not take stays one here',
    why: 'A role that was taken away weakens nothing, also at the desk that has not heard of it.',
    edits: [
      {
        file: 'electron/core/hub/share/notTaken.ts',
        find: "const page = problem.kind === 'weaker' ?",
        replace: "const page = problem.kind === 'bug' ?",
      },
    ],
  },
  {
    name: 'a copied desk takes the push of the other for its own',
    why: 'What it blocked would be shared with nobody.',
    edits: [
      {
        file: 'electron/core/hub/share/send.ts',
        find: 'if (digest !== digestOf(hub, sent)) {',
        replace: "if (digest === '') {",
      },
    ],
  },
  {
    name: 'a hub that was put back is noticed only where somebody says so',
    why: 'What its copy lacks is offered again.',
    edits: [
      {
        file: 'electron/core/hub/share/restoreLost.ts',
        find: 'if (isSame) return 0;',
        replace: 'if (isSame || hub.epoch === head.epoch) return 0;',
      },
    ],
  },
  {
    name: 'a desk may let a block end sooner that is shared',
    why: 'To let it end sooner lets calls through, as a release does.',
    edits: [
      {
        file: 'electron/core/hub/share/notes.ts',
        find: '(isRelease(before, after) || isWeaker(before, after, at, index))',
        replace: '(isRelease(before, after) || (at === null && isWeaker(before, after, at, index)))',
      },
    ],
  },
  {
    name: 'of two ends the sooner one is taken',
    why: 'Where two desks changed a block, it lasts as long as either said.',
    edits: [
      {
        file: merge,
        find: 'result: { ...join(ours, theirs, [base, ours, theirs]), ...details },',
        replace:
          'result: { ...join(ours, theirs, [ours, theirs].some(({ removed }) => removed !== null) ? [base, ours, theirs] : [isLessHere ? ours : theirs]), ...details },',
      },
    ],
  },
  {
    name: 'a clock that is far ahead ends blocks at a vendor',
    why: 'What the list of any other desk blocks is not taken off there before its time.',
    edits: [
      {
        file: 'electron/core/sync/record/clockTrust.ts',
        find: 'return Math.abs(ahead) <= clockToleranceMs',
        replace: 'return ahead >= -clockToleranceMs',
      },
    ],
  },
  {
    name: 'a hub that was put back in the middle of an exchange is taken for the one of before',
    why: 'A push that another digest stood for is the only sign of it.',
    edits: [
      {
        file: 'electron/core/db/sync/hubRows.ts',
        find: "ON CONFLICT (rev) DO NOTHING');",
        replace: "ON CONFLICT (rev) DO UPDATE SET digest = excluded.digest');",
      },
    ],
  },
  {
    name: 'a leader does not notice that the hub was put back under it',
    why: 'Whoever leads next knows nothing of what it told the one of before.',
    edits: [
      {
        file: 'electron/core/hub/lead/writeFacts.ts',
        find: 'if (isBack) leases.oweAll(account);',
        replace: 'if (isBack && counted < 0) leases.oweAll(account);',
      },
    ],
  },
];

export const hubMutations: readonly Mutation[] = planted.map((mutation) => ({ ...mutation, foundBy: 'desks' }));
