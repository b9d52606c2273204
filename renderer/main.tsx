// The page's entry: makes the stores, connects to the core, follows it, and renders the frame. All wiring is here.
import { notifyManager, QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { linkTokenPrefix } from '../shared/contract/webSession.ts';
import { App } from './App.tsx';
import { type Desk, toQueries, toSentence } from './desk.tsx';
import type { LockQuestion } from './frame/LockScreen.tsx';
import { createLink } from './link.ts';
import { followDesk } from './live.ts';
import { createNotifier } from './notifier.ts';
import { goTo } from './route.ts';
import { createActionsStore } from './stores/actions.ts';
import { createConnectionStore } from './stores/connection.ts';
import { createJobsStore } from './stores/jobs.ts';
import { createLockStore } from './stores/lock.ts';
import { createNowStore } from './stores/now.ts';
import { addResult, createResultsStore } from './stores/results.ts';
import { createSelectionStore } from './stores/selection.ts';
import { createVersionsStore } from './stores/versions.ts';
import { createViewStore } from './stores/view.ts';
import { createZoneStore, loadZone } from './stores/zone.ts';
import { followUnheard } from './unheard.ts';
import { watchLock } from './watchLock.ts';
import { ConnectionLost } from './webLink.ts';
import { mainWords as say } from '../shared/words/page/app.ts';

// zod would try `new Function`, which the page's CSP forbids.
z.config({ jitless: true });
// A button is at work before the next event comes: else the second click of a double one asks for the same thing again.
notifyManager.setScheduler(queueMicrotask);

const connection = createConnectionStore();
const queryClient = new QueryClient({
  defaultOptions: {
    // The core says what changed (live.ts): nothing is fetched again on a guess, and a failed request is never simply
    // retried.
    queries: {
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (count, error) => error instanceof ConnectionLost && count < 3,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

// A fresh link pasted into this tab changes only the fragment: only a new start signs in with it.
window.addEventListener('hashchange', () => {
  if (window.location.hash.startsWith(linkTokenPrefix)) window.location.reload();
});

async function connect(): Promise<Desk | undefined> {
  const link = await createLink(connection);
  if (link === undefined) return undefined;
  const { client } = link;
  let locked = await client.lock.state();
  if (locked.isLocked) {
    await new Promise<void>((onOpen) => render({ lock: { client, onOpen } }));
    locked = await client.lock.state();
  }
  // Where the backups cannot be listed, the page is drawn all the same: its parts say what goes wrong.
  const closed = await client.backups.list().then(
    (listed) => listed.closed,
    () => null,
  );
  const zone = createZoneStore();
  // Done before anything is drawn, so that no time is first shown in another zone.
  await loadZone(zone, client);
  const desk: Desk = {
    client,
    queries: toQueries(client),
    link,
    closed,
    actions: createActionsStore(),
    connection,
    jobs: createJobsStore(),
    view: createViewStore(),
    versions: createVersionsStore(),
    clock: createNowStore(),
    zone,
    selection: createSelectionStore(),
    results: createResultsStore(),
    notifier: createNotifier(link.bridge, () => goTo('home')),
    lock: createLockStore(locked),
  };
  watchLock(client, desk.lock);
  followUnheard(queryClient.getMutationCache(), (error, about) => {
    const sentence = toSentence(error);
    addResult(desk.results, {
      sentence: about === null ? sentence : `${about}: ${sentence}`,
      isFailure: true,
      undo: null,
    });
  });
  if (closed === null) followDesk({ ...desk, queryClient });
  return desk;
}

const element = document.getElementById('root');
if (element === null) throw new Error(say.indexHtmlHasNoRoot);
const root = createRoot(element);

function render(shown: { readonly desk?: Desk | undefined; readonly lock?: LockQuestion }): void {
  root.render(<App desk={shown.desk} lock={shown.lock} connection={connection} queryClient={queryClient} />);
}

render({
  desk: await connect().catch((): undefined => {
    connection.setState(
      {
        state: 'refused',
        sentence: say.theDeskCannotBeReached,
      },
      true,
    );
  }),
});
