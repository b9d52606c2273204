/** The word, shape and tone of every state that is shown. Only data: ui/StateMark.tsx draws it. */
import type { EntryRow } from '../../shared/contract/entries.ts';
import type { HomeState } from '../../shared/contract/home.ts';
import type { RegistryAnswer, RegistryRow } from '../../shared/contract/registries.ts';
import type { RunResult } from '../../shared/contract/runs.ts';
import type { AccountRow, RecordState } from '../../shared/contract/sync.ts';
import { marksWords as say } from '../../shared/words/page/ui.ts';

type Tone = 'plain' | 'verified' | 'lost' | 'person';
export type Shape =
  | 'full'
  | 'half'
  | 'quarter'
  | 'ring'
  | 'dotted'
  | 'dot'
  | 'square'
  | 'triangle'
  | 'diamond'
  | 'hand'
  | 'dash'
  | 'stop'
  | 'clock'
  | 'spin';
export type Mark = { readonly word: string; readonly shape: Shape; readonly tone: Tone };

export const recordMarks = {
  inStep: { word: say.inStep, shape: 'full', tone: 'verified' },
  waiting: { word: say.waiting, shape: 'quarter', tone: 'plain' },
  unconfirmed: { word: say.sentNotConfirmed, shape: 'half', tone: 'plain' },
  missingThere: { word: say.missingThere, shape: 'ring', tone: 'lost' },
  lessThere: { word: say.blocksLess, shape: 'half', tone: 'lost' },
  onlyThere: { word: say.onlyThere, shape: 'dot', tone: 'person' },
  parked: { word: say.parked, shape: 'square', tone: 'lost' },
  cannotVerify: { word: say.cannotBeVerified, shape: 'dotted', tone: 'plain' },
  needsCallReference: { word: say.needsACallReference, shape: 'triangle', tone: 'person' },
  removeByHand: { word: say.toBeRemovedByHand, shape: 'hand', tone: 'person' },
  conflict: { word: say.conflict, shape: 'diamond', tone: 'person' },
  gone: { word: say.agentIsGone, shape: 'dash', tone: 'plain' },
} as const satisfies Record<RecordState, Mark>;

/** A vendor may call a number that is blocked here. */
export const mayCallMark = { word: say.mayCall, shape: 'triangle', tone: 'lost' } as const satisfies Mark;

export const entryMarks = {
  blocked: { word: say.blocked, shape: 'stop', tone: 'plain' },
  expired: { word: say.expired, shape: 'clock', tone: 'plain' },
  removed: { word: say.removed, shape: 'dash', tone: 'plain' },
  conflict: { word: say.conflict, shape: 'diamond', tone: 'person' },
} as const satisfies Record<EntryRow['state'], Mark>;

/**
 * For a number that can be read in more than one way, or only as one that is not in use: it is never called callable,
 * even where nothing blocks it.
 */
export const doubtMark = { word: say.inDoubt, shape: 'triangle', tone: 'person' } as const satisfies Mark;
export const notListedMark = { word: say.notOnTheList, shape: 'ring', tone: 'plain' } as const satisfies Mark;

/** The sentence of Home: only what was read back at every vendor counts as verified. */
export const standingMarks = {
  safe: { word: say.safe, shape: 'full', tone: 'verified' },
  unknown: { word: say.notKnown, shape: 'dotted', tone: 'person' },
  unsafe: { word: say.notSafe, shape: 'triangle', tone: 'lost' },
  alone: { word: say.onThisMachine, shape: 'ring', tone: 'plain' },
} as const satisfies Record<HomeState['standing']['tone'], Mark>;

/** A line of what needs a person. */
export const needMarks = {
  lost: { word: say.now, shape: 'triangle', tone: 'lost' },
  person: { word: say.needsYou, shape: 'diamond', tone: 'person' },
} as const satisfies Record<HomeState['needs'][number]['weight'], Mark>;

/** What the registries say of a number. */
export const registryMarks = {
  listed: { word: say.listedInARegistry, shape: 'stop', tone: 'plain' },
  clear: { word: say.notInTheRegistry, shape: 'ring', tone: 'plain' },
  stale: { word: say.registryIsStale, shape: 'clock', tone: 'lost' },
  notCovered: { word: say.notCoveredByARegistry, shape: 'dotted', tone: 'person' },
  damaged: { word: say.registryIsDamaged, shape: 'square', tone: 'lost' },
} as const satisfies Record<RegistryAnswer['state'], Mark>;

export const registryAgeMarks = {
  current: { word: say.current, shape: 'full', tone: 'plain' },
  due: { word: say.due, shape: 'quarter', tone: 'person' },
  stale: { word: say.stale, shape: 'clock', tone: 'lost' },
  damaged: { word: say.damaged, shape: 'square', tone: 'lost' },
} as const satisfies Record<RegistryRow['state'], Mark>;

export const accountMarks = {
  inStep: { word: say.inStep, shape: 'full', tone: 'verified' },
  waiting: { word: say.waiting, shape: 'quarter', tone: 'plain' },
  syncing: { word: say.syncing, shape: 'spin', tone: 'plain' },
  needsYou: { word: say.needsYou, shape: 'triangle', tone: 'person' },
  offline: { word: say.offline, shape: 'ring', tone: 'lost' },
  paused: { word: say.paused, shape: 'square', tone: 'plain' },
  never: { word: say.neverSynced, shape: 'dotted', tone: 'plain' },
} as const satisfies Record<AccountRow['state'], Mark>;

export const runMarks = {
  running: { word: say.running, shape: 'spin', tone: 'plain' },
  done: { word: say.done, shape: 'full', tone: 'plain' },
  failed: { word: say.failed, shape: 'square', tone: 'lost' },
  cancelled: { word: say.stopped, shape: 'dash', tone: 'plain' },
  suspicious: { word: say.suspicious, shape: 'triangle', tone: 'person' },
  interrupted: { word: say.interrupted, shape: 'ring', tone: 'lost' },
} as const satisfies Record<RunResult, Mark>;
