// The words of the sandbox: how one request, one answer, one record and one organisation ("tenant") look inside it. The
// vendor models (vendors/) share these shapes and differ only in what they send.
import type { RecordTable, Rows } from './recordTable.ts';
import type { SandboxRecord } from './sandboxRecord.ts';
import type { Temperament } from './temperament.ts';

/** A simulated vendor by its name, which is the first part of its paths too (sandboxVendors.ts lists them). */
export type VendorName = string;

/** One request as a vendor model sees it: the path has lost the vendor's prefix, the body is parsed JSON or undefined. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** A JSON answer. A body of undefined is an answer without a body. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SandboxAgent {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** Deleted agents are in no list and can no longer be named in a request. */
  readonly deleted: boolean;
  readonly createdAt: number;
}

export interface CallReference {
  readonly batchId: string;
  readonly requestUUID: string;
}

/** One API key of an organisation. Only Yappr reads `scopes`. */
export interface ApiKey {
  readonly token: string;
  readonly scopes: readonly string[];
  readonly revoked: boolean;
}

export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** What the documents leave open, as settings, so that a test can try each reading of them. */
export interface TenantSettings extends Temperament {
  /** The envelope of a list (Fluents and Yappr). */
  readonly pageShape: 'items' | 'data' | 'bare';
  /** Whether a Fluents list says `has_more`. */
  readonly saysHasMore: boolean;
  readonly order: 'newestFirst' | 'oldestFirst';
  /** A larger page size is cut to this one. */
  readonly maxPageSize: number;
  /** The largest Fluents bulk request. */
  readonly maxBulk: number;
  /** Fluents: a second add of a number makes a second record, is refused, or answers the record that is there. */
  readonly onDuplicate: 'create' | 'refuse' | 'return';
  /** OSVI: removing a number that is not on the list. */
  readonly onAbsentRemove: 'notFound' | 'ok';
  /** OSVI's two error bodies: `{error, details}` or `{errors: []}`. */
  readonly errorShape: 'error' | 'errors';
  /** Yappr: whether a deleted agent is still spelled out in the records that name it. */
  readonly deletedAgents: 'kept' | 'dropped';
  /** Yappr: how many agents, the newest, its list of agents leaves out, though they are there and call. */
  readonly hiddenAgents: number;
  /** Where a number without a country code belongs. */
  readonly region: string;
  /**
   * Numbers that the vendor keeps, finds and shows in another form than the one in which they are sent: Mexico's with a
   * 1, Brazil's without a 9.
   */
  readonly keptAs: Readonly<Record<string, string>>;
}

export type ErrorSettings = Pick<TenantSettings, 'errorShape'>;

/** One organisation at one vendor: everything a set of API keys can see. */
export interface Tenant {
  readonly id: string;
  readonly vendor: VendorName;
  /** Yappr's company_id, Weya's orgId. */
  readonly organisation: string;
  readonly records: RecordTable;
  readonly keys: Map<string, ApiKey>;
  readonly agents: Map<string, SandboxAgent>;
  /** Weya: `batchId/requestUUID` of every call that an add may name. */
  readonly calls: Set<string>;
  readonly batches: Set<string>;
  /** Weya: batches whose user is gone. */
  readonly orphanBatches: Set<string>;
  readonly windows: Map<string, { start: number; used: number }>;
  settings: TenantSettings;
  rateLimit: RateLimit | null;
  /** How many e-mails the organisation's admin got (Weya sends one per add). */
  emails: number;
  nextNumber: number;
}

/** How a fault changes what a list answers, without touching the state. */
export interface ListView {
  readonly staleBy: number;
  readonly shiftBy: number;
  readonly endless: boolean;
  readonly empty: boolean;
}

export interface VendorContext {
  readonly now: number;
  readonly view: ListView;
  readonly newUuid: () => string;
  readonly newHex: (length: number) => string;
  /** Records in listing order, as this request may see them. `group` is the agent at OSVI and '' elsewhere. */
  readonly rows: (tenant: Tenant, group?: string, order?: TenantSettings['order']) => Rows;
  /** One record by its id, as this request may see it. */
  readonly find: (tenant: Tenant, id: string) => SandboxRecord | undefined;
  /** Whether another organisation of the same vendor holds a record with this id. */
  readonly ownedElsewhere: (tenant: Tenant, id: string) => boolean;
}

/** One vendor's API over the shared state. `handle` changes the state at once and never waits. */
export interface VendorModel {
  readonly name: VendorName;
  readonly settings: Partial<TenantSettings>;
  readonly rateLimit: RateLimit | null;
  readonly newToken: (context: VendorContext) => string;
  readonly newOrganisationId: (context: VendorContext) => string;
  readonly newAgentId: (context: VendorContext) => string;
  readonly newRecordId: (tenant: Tenant, context: VendorContext) => string;
  /** `one`: a record is on exactly one agent's list and goes with the agent. `set`: it names any number of agents. */
  readonly agents: 'none' | 'one' | 'set';
  /** What a record can say. */
  readonly keeps: readonly ('reason' | 'label' | 'expiresAt')[];
  /** What a person can change about a record in the vendor's dashboard. */
  readonly changes: readonly ('reason' | 'expiresAt' | 'agents')[];
  /** Whether an add has to name a call that the tenant knows. */
  readonly asksForCall: boolean;
  /** The answer to a second add of a number: the record as it is, a refusal, or what a setting of the tenant says. */
  readonly repeatedAdd: 'answered' | 'refused' | 'undocumented';
  /** Two records with one key are duplicates to this vendor. */
  readonly keyOf: (record: Pick<SandboxRecord, 'number' | 'agents' | 'userId'>) => string;
  /** The list that a record is on. */
  readonly groupOf: (record: Pick<SandboxRecord, 'agents'>) => string;
  /** The headers in which a client sends its token, and the token in those of a request. */
  readonly credential: (token: string) => Readonly<Record<string, string>>;
  readonly readToken: (headers: VendorRequest['headers']) => string | null;
  /** An error in this vendor's shape. */
  readonly problem: (status: number, message: string, code: string, settings: ErrorSettings) => Reply;
  readonly handle: (request: VendorRequest, tenant: Tenant, key: ApiKey, context: VendorContext) => Reply;
}
