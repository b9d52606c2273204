// One do-not-call record as a simulated vendor holds it, whichever vendor it is.

/** `number` is E.164 with its plus; times are epoch ms. */
export interface SandboxRecord {
  readonly id: string;
  readonly number: string;
  /** The number as this record writes it, where that is not the vendor's own way. */
  readonly writtenAs: string | null;
  /** OSVI: exactly one. Yappr: the blocked agents, empty for every agent. Empty elsewhere. */
  readonly agents: readonly string[];
  readonly userId: string | null;
  readonly reason: string | null;
  /** Weya's `type`. */
  readonly label: string | null;
  readonly expiresAt: number | null;
  readonly source: 'manual' | 'api' | 'auto';
  readonly batchId: string | null;
  readonly requestUUID: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}
