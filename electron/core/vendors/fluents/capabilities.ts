/** What Fluents' documented API can do (docs/vendors.md). */
import type { Capabilities } from '../../../../shared/domain/vendor/remote.ts';

export const fluentsCapabilities: Capabilities = {
  agents: 'none',
  listTargets: false,
  list: 'paged',
  pageSize: 100,
  newestFirst: true,
  lookup: false,
  // The documents name no largest size; fifty keeps what has to be verified after a broken answer small.
  addMany: 50,
  update: [],
  remove: 'manual',
  addIsIdempotent: false,
  needsCallReference: false,
  mailsOnAdd: false,
  requestsPerMinute: null,
  keeps: {
    reason: {
      how: 'kept',
      note: 'Fluents keeps the reason that a number is added with. A later change of the reason stays here.',
    },
    expiry: {
      how: 'lost',
      note: "Fluents blocks for ever and its API cannot remove. When a block ends here, DNC Desk asks you to remove it in Fluents' dashboard.",
    },
    agents: {
      how: 'lost',
      note: 'The list belongs to the environment of the key. A block cannot be limited to an agent.',
    },
    remove: {
      how: 'lost',
      note: "Fluents' API cannot remove. A number that you release here becomes a task: remove it in Fluents' dashboard.",
    },
    list: {
      how: 'kept',
      note: 'DNC Desk reads the list of the environment in full and compares it, and looks every few minutes for what is new in between. It cannot ask for one number alone.',
    },
  },
  warnings: [
    'A Fluents key sees one environment. Connect one account for each environment that places calls.',
    'Fluents adds opt-outs of its own, with a fixed sentence as the reason. They are taken over with the next sync.',
    'Fluents does not document what adding a number twice does, so DNC Desk reads the list before it adds.',
  ],
};
