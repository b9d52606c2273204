/** The router of one desk: the handlers of every area over its services. */
import type { EntryState } from '../../../shared/domain/entry/entrySentence.ts';
import { toE164 } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { version } from '../../../shared/version.ts';
import { createPolicyRows } from '../db/desk/policyRows.ts';
import type { Backups } from '../backup/backup.ts';
import { toSecondView } from '../backup/secondFolder.ts';
import { createBulkProcedures } from '../bulk/procedures.ts';
import { createAppProcedures } from '../desk/appProcedures.ts';
import type { DeskContext } from '../desk/context.ts';
import { createViewProcedures } from '../desk/viewProcedures.ts';
import { createViews } from '../desk/views.ts';
import { createHome } from '../home/home.ts';
import { createHubProcedures } from '../hub/procedures.ts';
import type { HubService } from '../hub/hubService.ts';
import { createHomeProcedures } from '../home/procedures.ts';
import { createIntakeProcedures } from '../intake/procedures.ts';
import { verify } from '../journal/verify.ts';
import { parseNewBlock } from '../list/commands/newBlock.ts';
import type { GateService } from '../gate/gateService.ts';
import { createGateProcedures } from '../gate/procedures.ts';
import type { ListService } from '../list/listService.ts';
import { createListProcedures } from '../list/procedures.ts';
import { createPolicyService } from '../policy/policyService.ts';
import { createPolicyProcedures } from '../policy/procedures.ts';
import { createProofProcedures } from '../proof/procedures.ts';
import { createRegistryProcedures } from '../registries/procedures.ts';
import type { Registries } from '../registries/registryService.ts';
import { createScrubProcedures } from '../scrub/procedures.ts';
import type { Sync } from '../sync/createSync.ts';
import { createSyncProcedures } from '../sync/procedures.ts';
import type { SyncStore } from '../sync/record/syncStore.ts';
import { composeProofs } from './composeProofs.ts';
import type { composeFiles } from './composeFiles.ts';
import type { DeskList } from './composeList.ts';
import type { DeskRecords } from './composeSync.ts';
import { composeRouterWords as say } from '../../../shared/words/core/desk.ts';

export type DeskParts = DeskList &
  ReturnType<typeof composeFiles> & {
    readonly records: DeskRecords;
    readonly registries: Registries;
    readonly sync: Sync;
    readonly backups: Backups;
    readonly gate: GateService;
    readonly hub: HubService;
    /** What the start found and repaired, as sentences. */
    readonly notices: readonly string[];
    /** Where the schema's files are. */
    readonly migrationsDir: string;
  };

/** The handlers of the whole contract, by area. */
export function composeRouter(desk: DeskContext, parts: DeskParts) {
  const { list, batches, intake, scrubs, bulk, records, registries, sync, backups, gate, hub, notices, migrationsDir } =
    parts;
  const { clock, file, targets, zone } = desk;
  const policy = createPolicyService({
    ...desk,
    rows: createPolicyRows(desk.db),
    changed: () => desk.events.publish({ type: 'changed', topics: ['settings'] }),
  });
  return {
    ...createAppProcedures({
      ...desk,
      version,
      notices,
      counts: () => countAll(list, records.store),
      verify: async () => {
        const { ok, problems } = await verify(file, migrationsDir);
        const neglected = ok ? await findNeglected(desk, parts) : [];
        const more = ok ? [...neglected, ...(await gate.verify())] : [];
        return { ok: ok && more.length === 0, problems: [...problems, ...more] };
      },
      backup: async (path) => {
        const made = await backups.backup(path);
        return made.ok ? { ...made, second: toSecondView(made.second) } : made;
      },
    }),
    ...createHomeProcedures(createHome(desk, { ...parts, policy })),
    ...createListProcedures({ list, batches }),
    ...createBulkProcedures(bulk),
    ...createIntakeProcedures({
      intake,
      toBlock: (options) => parseNewBlock(options, targets(), { now: toInstant(clock.now()), zone: zone() }),
    }),
    ...createScrubProcedures({ scrubs }),
    ...createRegistryProcedures(registries),
    ...createSyncProcedures(sync),
    ...createGateProcedures(gate),
    ...createPolicyProcedures(policy),
    ...createViewProcedures(createViews(desk)),
    ...createProofProcedures(composeProofs(desk, parts, records)),
    ...createHubProcedures(hub),
  };
}

/** At most this many numbers are looked at before others are answered, and this many problems told. */
const [numbersAtOnce, mostNeglected] = [500, 20];

/** Blocks that should be at a vendor and are not on their way there, as sentences. */
async function findNeglected({ clock }: DeskContext, { list, records }: DeskParts): Promise<readonly string[]> {
  const problems: string[] = [];
  if (records.store.accounts.list().length === 0) return problems;
  const next = list.follow({ states: ['blocked', 'conflict'] });
  for (let numbers = next(0, numbersAtOnce); numbers.length > 0; numbers = next(numbers.at(-1) ?? 0, numbersAtOnce)) {
    for (const { number, account } of records.records.neglected(numbers))
      problems.push(say.isBlockedForWhich(toE164(number), account));
    if (problems.length >= mostNeglected) return problems.slice(0, mostNeglected);
    await clock.breathe();
  }
  return problems;
}

function countAll(list: ListService, { accounts, outbox, conflicts }: SyncStore) {
  const matching = (states?: EntryState[]) =>
    list.page({ filter: states === undefined ? {} : { states }, sort: { by: 'number', descending: false }, limit: 1 })
      .matching;
  const owed = accounts.list().map(({ id }) => ({ open: conflicts.countOpen(id), ...outbox.counts(id) }));
  return {
    entries: matching(),
    blocked: matching(['blocked', 'conflict']),
    removed: matching(['removed']),
    conflicts: owed.reduce((sum, { open }) => sum + open, 0),
    waiting: owed.reduce(
      (sum, { waiting, unknown, needsInput, manual }) => sum + waiting + unknown + needsInput + manual,
      0,
    ),
  };
}
