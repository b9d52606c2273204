/** The word, shape and tone of every state that is shown. Only data: ui/StateMark.tsx draws it. */
import type { EntryRow } from '../../shared/contract/entries.ts';
import type { HomeState } from '../../shared/contract/home.ts';
import type { RegistryAnswer, RegistryRow } from '../../shared/contract/registries.ts';
import type { RunResult } from '../../shared/contract/runs.ts';
import type { AccountRow, RecordState } from '../../shared/contract/sync.ts';

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
  inStep: { word: 'in step', shape: 'full', tone: 'verified' },
  waiting: { word: 'waiting', shape: 'quarter', tone: 'plain' },
  unconfirmed: { word: 'sent, not confirmed', shape: 'half', tone: 'plain' },
  missingThere: { word: 'missing there', shape: 'ring', tone: 'lost' },
  onlyThere: { word: 'only there', shape: 'dot', tone: 'person' },
  parked: { word: 'parked', shape: 'square', tone: 'lost' },
  cannotVerify: { word: 'cannot be verified', shape: 'dotted', tone: 'plain' },
  needsCallReference: { word: 'needs a call reference', shape: 'triangle', tone: 'person' },
  removeByHand: { word: 'to be removed by hand', shape: 'hand', tone: 'person' },
  conflict: { word: 'conflict', shape: 'diamond', tone: 'person' },
  gone: { word: 'agent is gone', shape: 'dash', tone: 'plain' },
} as const satisfies Record<RecordState, Mark>;

/** A vendor may call a number that is blocked here. */
export const mayCallMark = { word: 'may call', shape: 'triangle', tone: 'lost' } as const satisfies Mark;

export const entryMarks = {
  blocked: { word: 'blocked', shape: 'stop', tone: 'plain' },
  expired: { word: 'expired', shape: 'clock', tone: 'plain' },
  removed: { word: 'removed', shape: 'dash', tone: 'plain' },
  conflict: { word: 'conflict', shape: 'diamond', tone: 'person' },
} as const satisfies Record<EntryRow['state'], Mark>;

/**
 * For a number that can be read in more than one way, or only as one that is not in use: it is never called callable,
 * even where nothing blocks it.
 */
export const doubtMark = { word: 'in doubt', shape: 'triangle', tone: 'person' } as const satisfies Mark;
export const notListedMark = { word: 'not on the list', shape: 'ring', tone: 'plain' } as const satisfies Mark;

/** The sentence of Home: only what was read back at every vendor counts as verified. */
export const standingMarks = {
  safe: { word: 'safe', shape: 'full', tone: 'verified' },
  unknown: { word: 'not known', shape: 'dotted', tone: 'person' },
  unsafe: { word: 'not safe', shape: 'triangle', tone: 'lost' },
  alone: { word: 'on this machine', shape: 'ring', tone: 'plain' },
} as const satisfies Record<HomeState['standing']['tone'], Mark>;

/** A line of what needs a person. */
export const needMarks = {
  lost: { word: 'now', shape: 'triangle', tone: 'lost' },
  person: { word: 'needs you', shape: 'diamond', tone: 'person' },
} as const satisfies Record<HomeState['needs'][number]['weight'], Mark>;

/** What the registries say of a number. */
export const registryMarks = {
  listed: { word: 'listed in a registry', shape: 'stop', tone: 'plain' },
  clear: { word: 'not in the registry', shape: 'ring', tone: 'plain' },
  stale: { word: 'registry is stale', shape: 'clock', tone: 'lost' },
  notCovered: { word: 'not covered by a registry', shape: 'dotted', tone: 'person' },
  damaged: { word: 'registry is damaged', shape: 'square', tone: 'lost' },
} as const satisfies Record<RegistryAnswer['state'], Mark>;

export const registryAgeMarks = {
  current: { word: 'current', shape: 'full', tone: 'plain' },
  due: { word: 'due', shape: 'quarter', tone: 'person' },
  stale: { word: 'stale', shape: 'clock', tone: 'lost' },
  damaged: { word: 'damaged: load it again', shape: 'square', tone: 'lost' },
} as const satisfies Record<RegistryRow['state'], Mark>;

export const accountMarks = {
  inStep: { word: 'in step', shape: 'full', tone: 'verified' },
  waiting: { word: 'waiting', shape: 'quarter', tone: 'plain' },
  syncing: { word: 'syncing', shape: 'spin', tone: 'plain' },
  needsYou: { word: 'needs you', shape: 'triangle', tone: 'person' },
  offline: { word: 'offline', shape: 'ring', tone: 'lost' },
  paused: { word: 'paused', shape: 'square', tone: 'plain' },
  never: { word: 'never synced', shape: 'dotted', tone: 'plain' },
} as const satisfies Record<AccountRow['state'], Mark>;

export const runMarks = {
  running: { word: 'running', shape: 'spin', tone: 'plain' },
  done: { word: 'done', shape: 'full', tone: 'plain' },
  failed: { word: 'failed', shape: 'square', tone: 'lost' },
  cancelled: { word: 'stopped', shape: 'dash', tone: 'plain' },
  suspicious: { word: 'suspicious', shape: 'triangle', tone: 'person' },
  interrupted: { word: 'interrupted', shape: 'ring', tone: 'lost' },
} as const satisfies Record<RunResult, Mark>;
