/** Opens an account's connection: its adapter, its token from the secret store, and the HTTP client that traces. */
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Account, AccountRows } from '../../db/sync/accountRows.ts';
import type { RemoteRows } from '../../db/sync/remoteRows.ts';
import type { Standing } from '../../desk/standing.ts';
import type { Ports } from '../../ports.ts';
import type { RequestTrace, VendorAdapter, VendorConnection, VendorHttp } from '../../vendors/adapter.ts';
import { countryOf } from '../../vendors/commonSettings.ts';
import { createVendorHttp, type Said } from '../../vendors/http.ts';
import type { KnownNumbers } from '../../vendors/remoteNumbers.ts';
import { describeToken, loadToken } from './accountToken.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import { isLongWait, type Pace, type Paces } from './turnstile.ts';
import type { Lead } from '../record/lead.ts';
import type { FindAdapter } from '../record/syncStore.ts';
import { connectionWords as say } from '../../../../shared/words/core/sync/vendor.ts';

type ConnectionStore = {
  readonly findAdapter: FindAdapter;
  readonly remotes: Pick<RemoteRows, 'listById' | 'listKnown'>;
};

export type OpenedConnection =
  | { readonly ok: true; readonly adapter: VendorAdapter; readonly connection: VendorConnection }
  | { readonly ok: false; readonly message: string };

/** Opens a connection with the account's token, or says in a sentence why it cannot: no such vendor, no token, locked tokens. */
export async function openConnection(options: {
  store: ConnectionStore;
  account: Account;
  ports: Pick<Ports, 'clock' | 'secrets' | 'dispatcher'>;
  onTrace?: (trace: RequestTrace) => void;
  /** Called with the instant (epoch ms) before which the vendor wants no further request. */
  onNotBefore?: (at: number) => void;
  /** Told what each answer says beside its content. */
  onSaid?: (said: Said) => void;
  timeoutMs?: number | undefined;
  /** Why nothing may be asked now; null: it may. */
  refuse?: (() => string | null) | undefined;
  /** The country in which numbers are read that the vendor writes without one, where the account names none. */
  region?: Region | undefined;
}): Promise<OpenedConnection> {
  const { store, account, ports, onTrace, onNotBefore, onSaid, timeoutMs, refuse, region } = options;
  const adapter = store.findAdapter(account.vendor);
  if (adapter === undefined) return { ok: false, message: say.isAnAccountOfA(account.name) };
  const token = await loadToken(ports.secrets, account);
  if (token.state !== 'there') return { ok: false, message: describeToken(token.state, account.name, account.baseUrl) };
  const http = createVendorHttp({
    baseUrl: account.baseUrl,
    dispatcher: ports.dispatcher,
    clock: ports.clock,
    refuse,
    ...(onTrace === undefined ? {} : { onTrace }),
    ...(onSaid === undefined ? {} : { onSaid }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const { baseUrl, settings } = account;
  const watched = onNotBefore === undefined ? http : watchWaits(http, onNotBefore);
  const known: KnownNumbers = {
    ofRecord: (list, remoteId) => store.remotes.listById(account.id, list, remoteId),
    among: (numbers) => store.remotes.listKnown(account.id, numbers),
  };
  const reading = { region: countryOf(settings) ?? region, known };
  return {
    ok: true,
    adapter,
    connection: adapter.connect({ baseUrl, token: token.token, settings, ...reading }, watched),
  };
}

/** Notes what an answer said: what the vendor's clock shows, and its limit. */
export function noteSaid({ dateMs, limit }: Said, pace: Pace, id: AccountId, trust: Pick<ClockTrust, 'note'>): void {
  if (dateMs !== null) trust.note(id, dateMs);
  if (limit !== null) pace.saidPerMinute = limit;
}

function watchWaits(http: VendorHttp, onNotBefore: (at: number) => void): VendorHttp {
  return {
    async request(...asked) {
      const answer = await http.request(...asked);
      const isTrouble = !answer.ok && (answer.class === 'rateLimited' || answer.class === 'retry');
      if (isTrouble && answer.retryAt !== null) onNotBefore(toEpochMs(answer.retryAt));
      return answer;
    },
  };
}

/**
 * A connection for single requests outside a run. It counts against the rate, is refused before `notBefore`, and stores
 * a new Retry-After for later runs.
 */
export async function openAside(options: {
  store: ConnectionStore & { readonly accounts: Pick<AccountRows, 'saveNotBefore'> };
  account: Account;
  paces: Paces;
  trust: Pick<ClockTrust, 'note'>;
  ports: Pick<Ports, 'clock' | 'secrets' | 'dispatcher'>;
  /** A desk that lacks commits asks no vendor. */
  standing: Pick<Standing, 'lack'>;
  /** Of the desks that share a list one asks. */
  lead: Pick<Lead, 'refuse'>;
  region?: Region | undefined;
}): Promise<OpenedConnection> {
  const { store, account, paces, trust, ports, standing, lead } = options;
  const { name, id } = account;
  const refuse = () => lead.refuse(id);
  const lack = standing.lack() ?? refuse();
  if (lack !== null) return { ok: false, message: lack };
  const pace = paces.of(id);
  const { now, monotonic } = ports.clock;
  const wait = Math.max(pace.notBefore - monotonic(), (account.notBefore ?? 0) - now());
  // A person asked for this request, and a wait beyond a day is a question to a person.
  if (wait > 0 && !isLongWait(wait))
    return { ok: false, message: say.asksToWaitUntilNothing(name, toInstant(now() + wait)) };
  return await openConnection({
    ...options,
    refuse,
    onTrace: () => void pace.sentAt.push(monotonic()),
    onSaid: (said) => noteSaid(said, pace, id, trust),
    onNotBefore(at) {
      const until = monotonic() + at - now();
      if (until <= pace.notBefore) return;
      pace.notBefore = until;
      store.accounts.saveNotBefore(id, at, now());
    },
  });
}
