/**
 * Handlers of the desk itself: what is running, settings, the store of tokens, long work, the stream of changes, and
 * the safety of the data.
 */
import type { SecretsState } from '../../../shared/contract/app.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { isRegion } from '../../../shared/domain/numbers/number.ts';
import type { DeskTime } from './deskTime.ts';
import type { DeskEvent, Events } from './events.ts';
import type { Jobs } from './jobs.ts';
import { os } from './rpc.ts';
import type { Standing } from './standing.ts';
import { appProceduresWords as say } from '../../../shared/words/core/desk.ts';

export type AppServices = {
  readonly version: string;
  readonly dataDir: string;
  readonly notices: readonly string[];
  readonly standing: Standing;
  readonly time: Pick<DeskTime, 'doubt' | 'believe'>;
  readonly events: Events;
  readonly jobs: Jobs;
  readonly settings: { readonly load: () => Settings; readonly save: (patch: Partial<Settings>) => Settings };
  readonly secrets: {
    readonly state: () => Promise<SecretsState>;
    readonly unlock: (passphrase: string) => Promise<{ ok: true } | { ok: false; message: string }>;
  };
  readonly counts: () => { entries: number; blocked: number; removed: number; conflicts: number; waiting: number };
  readonly verify: () => Promise<{ ok: boolean; problems: string[] }>;
  readonly backup: (
    path: string | undefined,
  ) => Promise<
    | { ok: true; path: string; entries: number; second: DeskOutputs['app']['backup']['second'] }
    | { ok: false; message: string }
  >;
};

/** Everything that a page shows. A new watcher is told all of it, so that it fetches once. */
const allTopics = [
  'list',
  'accounts',
  'conflicts',
  'batches',
  'settings',
  'intakes',
  'scrubs',
  'registries',
  'gate',
] as const satisfies Extract<DeskEvent, { type: 'changed' }>['topics'];

/** Handlers of the areas `app` and `jobs`. */
export function createAppProcedures(services: AppServices) {
  const { events, jobs, settings, secrets } = services;
  return {
    app: {
      info: os.app.info.handler(async ({ context }) => ({
        version: services.version,
        dataDir: services.dataDir,
        host: context.host,
        canOpenPaths: context.host !== 'web',
        entries: services.counts().entries,
        secrets: await secrets.state(),
        notices: [...services.notices],
        lack: services.standing.lack(),
        clock: services.time.doubt()?.sentence ?? null,
      })),
      settings: os.app.settings.handler(() => settings.load()),
      saveSettings: os.app.saveSettings.handler(({ input, errors }) => {
        if (input.region != null && !isRegion(input.region)) {
          throw errors.BAD_INPUT({
            message: say.isNotACountryWith(input.region),
            data: { field: 'region' },
          });
        }
        const saved = settings.save(input);
        events.publish({ type: 'changed', topics: ['settings'] });
        return saved;
      }),
      unlock: os.app.unlock.handler(async ({ input, errors }) => {
        const unlocked = await secrets.unlock(input.passphrase);
        if (!unlocked.ok) throw errors.BAD_INPUT({ message: unlocked.message, data: { field: 'passphrase' } });
        events.publish({ type: 'changed', topics: ['accounts', 'settings'] });
        return await secrets.state();
      }),
      watch: os.app.watch.handler(async function* ({ signal }): AsyncGenerator<DeskEvent> {
        const following = events.follow(signal);
        yield { type: 'changed', topics: [...allTopics] };
        for (const job of jobs.list()) yield { type: 'job', job };
        yield* following;
      }),
      verify: os.app.verify.handler(() => services.verify()),
      backup: os.app.backup.handler(async ({ input, errors }) => {
        const made = await services.backup(input.path);
        if (!made.ok) throw errors.FAILED({ message: made.message });
        return { path: made.path, entries: made.entries, second: made.second };
      }),
      goOn: os.app.goOn.handler(() => {
        const wasLacking = services.standing.lack() !== null;
        services.standing.goOn();
        events.publish({ type: 'changed', topics: [...allTopics] });
        return { wasLacking };
      }),
      believeClock: os.app.believeClock.handler(() => {
        const wasDoubted = services.time.doubt() !== null;
        services.time.believe();
        events.publish({ type: 'changed', topics: [...allTopics] });
        return { wasDoubted };
      }),
      status: os.app.status.handler(() => services.counts()),
    },
    jobs: {
      list: os.jobs.list.handler(() => [...jobs.list()]),
      wait: os.jobs.wait.handler(async ({ input, errors }) => {
        const job = await jobs.wait(input.job);
        if (job === undefined) throw errors.NOT_FOUND({ message: say.thisWorkIsNotKnown });
        return job;
      }),
      cancel: os.jobs.cancel.handler(({ input }) => ({ ok: jobs.cancel(input.job) })),
    },
  };
}
