/** Planted bugs about agents that were made again under their name, and accounts that were connected again. */
import type { Mutation } from './mutation.ts';

export const sameMutations: readonly Mutation[] = [
  {
    name: 'an agent that was made again is a new one',
    why: 'Nobody can tell, and until a person does, what held for the old one holds for it.',
    edits: [
      {
        file: 'electron/core/sync/record/targets.ts',
        find: '    askMadeAgain(store, account, plan.madeAgain, ms);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'the vendor is told nothing for an agent that is asked about',
    why: 'While a question is open, what only strengthens is sent at once.',
    edits: [
      {
        file: 'shared/domain/vendor/projection.ts',
        find: 'if (standsFor.some((other) => hold.place === other.id || (isOf(hold, other.account) && !excepts(hold, other.id))))',
        replace: 'if (standsFor.some((other) => hold.place === other.id && !other.isOpen))',
      },
    ],
  },
  {
    name: 'check does not know whom an agent stands for',
    why: 'What is blocked at the vendor because of a question is blocked here too.',
    edits: [
      {
        file: 'shared/domain/entry/scope.ts',
        find: 'return target.standsFor?.some(isCoveredAs) === true;',
        replace: 'return target.standsFor?.every(isCoveredAs) === false;',
      },
    ],
  },
  {
    name: 'the same agent keeps nothing',
    why: 'Who says that it is the same releases nobody.',
    edits: [
      {
        file: 'electron/core/sync/accounts/moveHolds.ts',
        find: 'return [...(stays ? [hold] : []), toHold(place, hold.until, except)];',
        replace: 'return stays ? [hold] : [toHold(place, hold.until ?? act.at, except)];',
      },
    ],
  },
  {
    name: 'an account that is connected again is a new one',
    why: 'Nobody can tell, and until a person does, what held for the removed one holds for it.',
    edits: [
      {
        file: 'shared/domain/vendor/connectedAgain.ts',
        find: 'if (toBareName(both.name) === toBareName(both.ownName) || sharesAgents(both)) return true;',
        replace: "if (toBareName(both.name) === '' && sharesAgents(both)) return true;",
      },
    ],
  },
];
