/** Every way in which a request can go wrong (issue "two-way sync", "How it is proven"), named, for dice and for the sweep. */
import type { FaultAction } from './scenario.ts';

export type NamedFault = {
  readonly name: string;
  readonly action: FaultAction;
  /** The vendor's answer says what never was, or its effect comes after the fact: duplicates may follow. */
  readonly lies: boolean;
};

const honest = (name: string, action: FaultAction): NamedFault => ({ name, action, lies: false });
const lie = (name: string, action: FaultAction): NamedFault => ({ name, action, lies: true });

/** Past the client's patience of thirty seconds. */
const late = 31_000;

export const namedFaults: readonly NamedFault[] = [
  honest('drop after commit', { do: 'dropAfterCommit' }),
  honest('drop before commit', { do: 'dropBeforeCommit' }),
  honest('drop mid-body', { do: 'dropMidBody' }),
  honest('drop mid-body, no effect', { do: 'dropMidBody', commit: false }),
  honest('500 after commit', { do: 'status', status: 500, when: 'after' }),
  honest('502 after commit', { do: 'status', status: 502, when: 'after' }),
  honest('504 after commit', { do: 'status', status: 504, when: 'after' }),
  honest('503 before commit', { do: 'status', status: 503, when: 'before' }),
  honest('429, 2 seconds', { do: 'rateLimited', retryAfter: 2 }),
  honest('429, 80 seconds', { do: 'rateLimited', retryAfter: 80 }),
  honest('429, ten minutes', { do: 'rateLimited', retryAfter: 600 }),
  honest('429, a date', { do: 'rateLimited', retryAfter: { dateInMs: 45_000 } }),
  honest('429, absent', { do: 'rateLimited' }),
  honest('429, 0', { do: 'rateLimited', retryAfter: 0 }),
  honest('429, negative', { do: 'rateLimited', retryAfter: -5 }),
  honest('429, garbage', { do: 'rateLimited', retryAfter: 'in a while' }),
  honest('429, a day', { do: 'rateLimited', retryAfter: 86_400 }),
  honest('429, a year', { do: 'rateLimited', retryAfter: 31_536_000 }),
  honest('429, an instant since 1970', { do: 'rateLimited', retryAfter: { epochInMs: 60_000 } }),
  honest('hang, done at once', { do: 'hang', ms: late, commit: 'first' }),
  honest('hang, never done', { do: 'hang', ms: late, commit: 'never' }),
  lie('hang, done late', { do: 'hang', ms: late, commit: 'last' }),
  lie('hang, done an hour late', { do: 'hang', ms: 3_600_000, commit: 'last' }),
  honest('slow', { do: 'hang', ms: 5_000, commit: 'first' }),
  lie('previous answer', { do: 'repeatPreviousAnswer' }),
  lie('previous answer, no effect', { do: 'repeatPreviousAnswer', commit: false }),
  honest('truncated JSON', { do: 'truncatedJson' }),
  honest('truncated JSON, no effect', { do: 'truncatedJson', commit: false }),
  honest('login page', { do: 'htmlLogin' }),
  honest('login page after commit', { do: 'htmlLogin', commit: true }),
  honest('success: false', { do: 'successFalse' }),
  honest('success: false after commit', { do: 'successFalse', commit: true }),
  honest('50 MB', { do: 'hugeBody' }),
  honest('401', { do: 'unauthorized' }),
  honest('items change pages', { do: 'shiftPages' }),
  honest('endless pages', { do: 'endlessPages' }),
  lie('stale reads', { do: 'staleReads', writes: 3 }),
  lie('empty list', { do: 'emptyList' }),
  honest('redirect to another host', { do: 'redirectTo', location: 'http://localhost:9/elsewhere' }),
];

/** Whether what this fault says may rightly lead the desk to a second add. */
export function isLie(action: FaultAction): boolean {
  return namedFaults.some((fault) => fault.lies && fault.action.do === action.do && sameCommit(fault.action, action));
}

function sameCommit(a: FaultAction, b: FaultAction): boolean {
  return !('commit' in a) || a.do !== 'hang' || ('commit' in b && a.commit === b.commit);
}
