/**
 * Turns one random bit at a time in the files of a desk. Each leaves every answer as it was, or is noticed: the desk does not
 * open or says that something is missing, the answer is refused or is no yes, or `verify` finds it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import { makeDataDir, type TestCore } from '../support/core.ts';
import { askAll, copyDir, type FlipDesk } from './flipDesk.ts';

export const flipPlaces = ['database', 'log', 'registries', 'catalog'] as const;
export type FlipPlace = (typeof flipPlaces)[number];

export type FlipReport = {
  readonly place: FlipPlace;
  readonly seed: number;
  readonly flips: number;
  /** No answer changed. */
  readonly unchanged: number;
  readonly atStart: number;
  readonly byAnswer: number;
  readonly byVerify: number;
  /** Changed answers that nobody was told of: the file, the bit, and the questions. */
  readonly unnoticed: readonly string[];
};

type Answers = Awaited<ReturnType<typeof askAll>>;
type Fate = 'unchanged' | 'atStart' | 'byAnswer' | 'byVerify';

const filesOf: Readonly<Record<FlipPlace, (dir: string) => readonly string[]>> = {
  database: () => ['desk.sqlite'],
  log: () => ['desk.sqlite-wal'],
  registries: (dir) =>
    readdirSync(join(dir, 'registries'))
      .filter((name) => name !== 'catalog.json')
      .map((name) => join('registries', name)),
  catalog: () => [join('registries', 'catalog.json')],
};

/** Turns `flips` bits, one after the other, each in a fresh copy. */
export async function flipBits(desk: FlipDesk, place: FlipPlace, flips: number, seed: number): Promise<FlipReport> {
  const random = seededRandom(seed);
  const from = place === 'log' ? desk.killed : desk.closed;
  const expected = await answersOf(desk, from);
  const fates: Record<Fate, number> = { unchanged: 0, atStart: 0, byAnswer: 0, byVerify: 0 };
  const unnoticed: string[] = [];
  for (let flip = 0; flip < flips; flip++) {
    const { dataDir, remove } = await makeDataDir();
    try {
      copyDir(from, dataDir);
      const turned = turnBit(dataDir, filesOf[place](dataDir), random);
      const fate = await judge(desk, dataDir, expected);
      if (typeof fate === 'string') fates[fate] += 1;
      else unnoticed.push(`${turned}: ${fate.join(', ')}`);
    } finally {
      await remove();
    }
  }
  return { place, seed, flips, ...fates, unnoticed };
}

async function answersOf(desk: FlipDesk, from: string): Promise<Answers> {
  const { dataDir, remove } = await makeDataDir();
  copyDir(from, dataDir);
  const opened = await desk.open(dataDir);
  try {
    return await askAll(opened);
  } finally {
    await opened.close();
    await remove();
  }
}

/** Answers which bit it was. */
function turnBit(dataDir: string, names: readonly string[], random: () => number): string {
  const files = names.map((name) => ({ name, bytes: readFileSync(join(dataDir, name)) }));
  const whole = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const all = Buffer.concat(files.map(({ bytes }) => bytes));
  let at = Math.floor(random() * whole);
  // Most of a small database is empty room: look on for something that is used, nine times in ten.
  for (let tries = 0; tries < 30 && all[at] === 0 && random() < 0.97; tries++) at = Math.floor(random() * whole);
  const bit = Math.floor(random() * 8);
  for (const { name, bytes } of files) {
    if (at < bytes.length) {
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      writeFileSync(join(dataDir, name), bytes);
      return `${name}, byte ${at}, bit ${bit}`;
    }
    at -= bytes.length;
  }
  throw new Error('There is no byte to change');
}

/** What became of it; the questions whose answers changed where nobody was told. */
async function judge(desk: FlipDesk, dataDir: string, expected: Answers): Promise<Fate | readonly string[]> {
  let opened: TestCore;
  try {
    opened = await desk.open(dataDir);
  } catch {
    return 'atStart';
  }
  try {
    const info = await opened.client.app.info().catch(() => undefined);
    if (info === undefined) return 'byAnswer';
    if (info.lack !== null) return 'atStart';
    const answers = await askAll(opened);
    const changed = [...expected].filter(([name, answer]) => answers.get(name) !== answer).map(([name]) => name);
    if (changed.length === 0) return 'unchanged';
    if (changed.every((name) => isNoYes(name, answers.get(name)))) return 'byAnswer';
    const verdict = await opened.client.app.verify().catch(() => ({ ok: false }));
    return verdict.ok ? changed : 'byVerify';
  } finally {
    await opened.close();
  }
}

/** A refused answer, or one that keeps people from calling and says that something is wrong. */
function isNoYes(name: string, answer: string | undefined): boolean {
  if (answer === undefined) return true;
  if (name === 'registries' || name.startsWith('history ')) return /damaged|cannot be read/.test(answer);
  return name.startsWith('check ') && !answer.includes('"callable":true') && /damaged|cannot be read/.test(answer);
}
