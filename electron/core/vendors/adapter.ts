/**
 * The seam between the sync engine and a vendor. An adapter is a folder with a wire schema (zod), a mapping wire <->
 * domain and a capability record; it makes single requests and classifies their outcome. The engine
 * (electron/core/sync) decides when to call, how often, and what follows from an answer.
 */
import type { PhoneNumber, Region } from '../../../shared/domain/numbers/number.ts';
import type { AnswerReading } from '../json/answerReader.ts';
import type { KnownNumbers } from './remoteNumbers.ts';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import type {
  Capabilities,
  RemoteFields,
  RemoteRecord,
  RemoteList,
  RemoteTarget,
  WantedRecord,
} from '../../../shared/domain/vendor/remote.ts';

/**
 * Why a request did not do what was asked.
 *
 * `alreadyThere` with effect `notDone`: the vendor said so plainly, for this number on this remote list. With effect
 * `unknown` it is a claim: the same answer can mean something else (Weya's 400), so look the number up before believing it.
 * `auth` concerns the whole account (token, payment) and waits for a person. `forbidden` concerns this request alone: the
 * token may not do this, and may well do something else.
 */
export type ErrorClass =
  | 'retry'
  | 'rateLimited'
  | 'auth'
  | 'forbidden'
  | 'rejected'
  | 'alreadyThere'
  | 'notFound'
  | 'needsInput'
  | 'unsupported'
  | 'bug';

/** A failed request. */
export type VendorFailure = {
  readonly ok: false;
  readonly class: ErrorClass;
  /**
   * `unknown`: a write may still have reached the vendor (timeout, reset, 5xx, unreadable answer); it has to be settled
   * by reading back. `notDone`: the vendor's answer, or a failure before the request was sent, rules that out.
   */
  readonly effect: 'notDone' | 'unknown';
  /** One sentence for the supervisor, without token, phone number or the vendor's raw text beyond a short quote. */
  readonly message: string;
  readonly status: number | null;
  /** The earliest instant at which the vendor wants to be asked again (Retry-After, X-RateLimit-Reset), unshortened. */
  readonly retryAt: Instant | null;
  /** The vendor no longer knows the remote list itself (a deleted agent): its records are neither missing nor removed. */
  readonly listGone?: boolean;
  /** The vendor refused a change for the agents that it names: one of them is none that it takes. */
  readonly refusesAgents?: boolean;
  /** The list contradicts what was read of it before: its reading does not go on, and begins anew. */
  readonly isOtherList?: boolean;
  /** The answer took too long or was too large: a smaller page of a list may be answered. */
  readonly isTooMuch?: boolean;
};

export type VendorResult<T> = { readonly ok: true; readonly value: T; readonly status: number } | VendorFailure;

/**
 * A record from the vendor that cannot be understood: it is counted and shown, never dropped silently. `isForOthers`: it is understood
 * so far that it blocks nothing for which the account stands.
 */
export type UnreadableRecord = { readonly remoteId: string | null; readonly why: string; readonly isForOthers?: true };

/** One page of a scan. `next: null` ends it; a scan counts only when it got there. */
export type ScanPage = {
  readonly records: readonly RemoteRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  readonly next: string | null;
  /**
   * How many records this remote list holds, as the answer with this page says: the vendor's word, at that moment, about
   * the whole list (OSVI `meta.total_count`, Weya `pagination.total`, and `total`, `total_count` or `pagination.total`
   * where another vendor's answer has one of them). Null where it says nothing. It serves for progress and time left, and
   * to tell whether a look at the head of the list is enough. It is never evidence: a list may grow while it is read, so it
   * ends no reading, and no record is taken for gone because of it.
   */
  readonly total: number | null;
  /** The vendor's ids of all records on the page, readable or not, in its order. */
  readonly ids: readonly string[];
};

/** How a list is asked for. */
export type ScanOptions = {
  /** Only where `capabilities.newestFirst`; else, and without it, the order in which new records move the fewest pages. */
  readonly order?: 'newestFirst';
  /** How many records to ask for, up to what the vendor documents, which is the default. A reading goes on in another
   * size where a page of that size begins at its place; else it fails with `isOtherList`, and no request is made. */
  readonly size?: number;
};

/** What a connection test found. `sentence` is shown as it is. */
export type TestVerdict = {
  readonly sentence: string;
  readonly targets: number | null;
  readonly records: number | null;
};

/** How an account reaches its vendor. */
export type ConnectionSettings = {
  /** Without a trailing slash; https, or http on loopback. Checked before it gets here. */
  readonly baseUrl: string;
  readonly token: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The country of numbers that the vendor writes without one. */
  readonly region?: Region | undefined;
  /** The numbers that this vendor was sent or has shown, for those that it writes without their plus. */
  readonly known?: KnownNumbers | undefined;
};

/** One request made or about to be made, for the run's log: no secrets, no full numbers. */
export type RequestTrace = {
  readonly method: string;
  /** Path and query with phone numbers masked. */
  readonly path: string;
  readonly isWrite: boolean;
  readonly status: number | null;
  readonly tookMs: number;
  readonly problem: string | null;
};

/**
 * The HTTP client that an adapter gets: caps, timeouts, no redirects with credentials, tracing
 * (electron/core/vendors/http.ts).
 */
export type VendorHttp = {
  /** `explain`: what an answer with a JSON body means, for the trace; null when it means no trouble. */
  readonly request: (
    request: VendorRequest,
    signal: AbortSignal,
    explain?: (answer: VendorAnswer) => string | null,
  ) => Promise<VendorResponse>;
};

export type VendorRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Relative to the account's base URL, starting with a slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What is used of the answer, and where its lists of records stand. Without it the whole answer is built. */
  readonly reading?: AnswerReading;
};

/** A complete answer with a JSON body, whatever its status. */
export type VendorAnswer = {
  readonly ok: true;
  readonly status: number;
  /** As far as it is used; in place of records that were handed over, their list is empty. */
  readonly json: unknown;
  /** Retry-After or X-RateLimit-Reset as an instant, whatever the status. */
  readonly retryAt: Instant | null;
};

/** A complete answer, or the failure (already classified for what HTTP alone can tell). */
export type VendorResponse = VendorAnswer | VendorFailure;

/** One account's open connection. Every method makes as few requests as the vendor's API allows, and never retries. */
export type VendorConnection = {
  /** Checks base URL, token and permissions with harmless reads. */
  readonly test: (signal: AbortSignal) => Promise<VendorResult<TestVerdict>>;
  /** All agents or users, or `unsupported` where the vendor documents no way to list them. */
  readonly listTargets: (signal: AbortSignal) => Promise<VendorResult<readonly RemoteTarget[]>>;
  /** One page of the records of one remote list; `cursor: null` starts. A cursor goes on in the order that it began with. */
  readonly scan: (
    scope: RemoteList,
    cursor: string | null,
    signal: AbortSignal,
    options?: ScanOptions,
  ) => Promise<VendorResult<ScanPage>>;
  /**
   * The record of one number as the vendor has it now, or null when it has none. `ids`: those of its records that are
   * known; where a look-up by number shows one record only, the others are asked for by id.
   */
  readonly lookup: (
    scope: RemoteList,
    number: PhoneNumber,
    signal: AbortSignal,
    ids?: readonly string[],
  ) => Promise<VendorResult<RemoteRecord | null>>;
  /** Adds one record. The value is the record as the vendor answered it, or null where it answers none. */
  readonly add: (wanted: WantedRecord, signal: AbortSignal) => Promise<VendorResult<RemoteRecord | null>>;
  /** Adds several; only where `capabilities.addMany > 1`. Ok means accepted, to be verified by a scan. */
  readonly addMany: (
    wanted: readonly WantedRecord[],
    signal: AbortSignal,
  ) => Promise<VendorResult<readonly RemoteRecord[]>>;
  /** Changes the fields of a record that is there; only where `capabilities.update` names them. */
  readonly update: (
    record: RemoteRecord,
    fields: Partial<RemoteFields>,
    signal: AbortSignal,
  ) => Promise<VendorResult<RemoteRecord | null>>;
  /** Removes a record. `notFound` means that it is already gone. */
  readonly remove: (record: RemoteRecord, signal: AbortSignal) => Promise<VendorResult<null>>;
};

/** A setting of a vendor's account besides base URL and token. */
export type SettingField = {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
};

/** A vendor's adapter, as the registry lists it. */
export type VendorAdapter = {
  /** Stable id, as in `accounts add VENDOR`. */
  readonly id: string;
  readonly name: string;
  /** Null where the vendor documents none: the supervisor must give one. */
  readonly defaultBaseUrl: string | null;
  readonly tokenLabel: string;
  readonly settings: readonly SettingField[];
  readonly capabilities: Capabilities;
  readonly connect: (settings: ConnectionSettings, http: VendorHttp) => VendorConnection;
};
