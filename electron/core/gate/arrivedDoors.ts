/**
 * The gate of a backup that takes the place of the list. Whose backup it is, nobody knows: tokens that this data directory does not know
 * are asleep, and the gate is off where the backup alone has it on, until a person says otherwise. What else differs is told.
 */
import type { CallForm } from '../../../shared/contract/callForms.ts';
import type { GateSettings } from '../../../shared/contract/gateSettings.ts';
import { type Asleep, loadAsleep, saveAsleep } from '../db/desk/asleepTokens.ts';
import { createTokenReader, type GateToken } from '../db/desk/gateRows.ts';
import { createSettingReader, createSettingRows } from '../db/desk/settingRows.ts';
import type { ReadableDb, WritableDb } from '../db/handles.ts';
import { readCallForms } from './callForms.ts';
import { loadGateSettings, saveGateSettings } from './gateSettings.ts';
import { isSameListens, type KnownGate, loadKnown, toListens } from './knownFile.ts';
import { loadRevoked } from './revokedFile.ts';
import { arrivedDoorsWords as say } from '../../../shared/words/core/gate.ts';

/** What a database lets programs do. */
export type Doors = {
  /** Those that were not revoked in it. */
  readonly tokens: readonly GateToken[];
  readonly asleep: Asleep;
  readonly settings: GateSettings;
  readonly forms: readonly CallForm[];
};

/** Reads them; the database has this program's schema. */
export function readDoors(db: ReadableDb): Doors {
  const load = createSettingReader(db);
  return {
    tokens: createTokenReader(db)().filter(({ revokedAt }) => revokedAt === null),
    asleep: loadAsleep(load),
    settings: loadGateSettings(load),
    forms: readCallForms(load),
  };
}

const toKey = ({ hash }: GateToken): string => hash.toString('hex');

/** What is known here: what the directory has noted, and what the list that is replaced has, where it could be read. */
export function knowDoors(dataDir: string, now: Doors | null): KnownGate {
  const noted = loadKnown(dataDir);
  if (now === null) return noted;
  const awake = now.tokens.filter(({ id }) => !now.asleep.has(id)).map(toKey);
  return { tokens: new Set([...noted.tokens, ...awake]), listens: toListens(now.settings) };
}

/** What of the backup's gate is not known here. */
export type Arrived = {
  /** Tokens that open nothing before they are confirmed. */
  readonly asleep: readonly GateToken[];
  /** Whether the gate is off until a person has it listen. */
  readonly isSilenced: boolean;
};

/** Decides that. `revoked`: what was revoked here, which stays so. */
export function findArrived({ tokens, settings }: Doors, known: KnownGate, revoked: ReadonlySet<string>): Arrived {
  const asleep = tokens.filter((token) => !known.tokens.has(toKey(token)) && !revoked.has(toKey(token)));
  return { asleep, isSilenced: settings.listen && !isSameListens(toListens(settings), known.listens) };
}

/** Puts what has arrived to sleep in the database that takes the list's place. */
export function closeArrived(db: WritableDb, { asleep, isSilenced }: Arrived): void {
  const rows = createSettingRows(db);
  // What was asleep in the backup and is known here is awake again.
  const isNoted = db.prepare(`SELECT 1 FROM setting WHERE key = 'gateAsleep'`).get() !== undefined;
  if (asleep.length > 0 || isNoted)
    saveAsleep(
      rows,
      asleep.map(({ id }) => id),
    );
  if (isSilenced) saveGateSettings(rows, { ...loadGateSettings(rows.load), listen: false });
}

/** What comes with the backup, what does not, and what to do, as sentences. `now`: null where the list cannot be read, or there is none. */
export function tellDoors(then: Doors, now: Doors | null, dataDir: string): readonly string[] {
  const revoked = loadRevoked(dataDir);
  const { asleep, isSilenced } = findArrived(then, knowDoors(dataDir, now), revoked);
  const { address, port } = then.settings;
  const told = [
    asleep.length === 0 ? [] : say.tokensCameWithIt(toNames(asleep)),
    isSilenced ? say.theGateIsOff(`${address}:${port}`) : [],
  ];
  if (now === null) return told.flat();
  const kept = new Set(then.tokens.map(toKey));
  const gone = now.tokens.filter((token) => !kept.has(toKey(token)) && !revoked.has(toKey(token)));
  const forms = differing(then.forms, now.forms);
  return [
    ...told,
    gone.length === 0 ? [] : say.tokensAreNotInIt(toNames(gone)),
    now.settings.listen && !then.settings.listen ? say.theGateListensNow : [],
    forms.length === 0 ? [] : say.formsDiffer(forms.join(', ')),
  ].flat();
}

const toNames = (tokens: readonly GateToken[]): string =>
  tokens.map(({ name, prefix }) => `${name} (${prefix}…)`).join(', ');

/** The names of forms that only one has, or that read otherwise. */
function differing(then: readonly CallForm[], now: readonly CallForm[]): readonly string[] {
  const texts = (forms: readonly CallForm[]) => new Map(forms.map((form) => [form.name, JSON.stringify(form)]));
  const [those, these] = [texts(then), texts(now)];
  return [...new Set([...those.keys(), ...these.keys()])].filter((name) => those.get(name) !== these.get(name));
}
