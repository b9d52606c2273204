/**
 * Backups, and putting one in the place of the list. These calls are answered also while the list cannot be opened, which is
 * when they are needed most.
 */
import { z } from 'zod';
import { base, type ContractMeta, e164, fromPath, instantOut, pathUnder } from './common.ts';

/** How it was made: by hand, once per day, before an import, or it is the list that a restore replaced. */
const backupKind = z.enum(['manual', 'daily', 'import', 'before-restore']);

const backupRow = z.object({
  /** The file's name in the folder of backups. */
  name: z.string(),
  kind: backupKind,
  madeAt: instantOut,
  bytes: z.number().int(),
  /** Whether it is in the second folder only. */
  isSecond: z.boolean(),
  /** Whether a passphrase opens it. */
  isSealed: z.boolean(),
});

/** With which copies are sealed. */
const passphrase = z.string().min(8, 'Use at least eight characters.').max(1000);

/** The second folder, to which copies go. */
export const secondFolder = z.object({
  /** Null: it cannot be told, as the note of it is damaged. */
  folder: z.string().nullable(),
  /** The newest backup that was copied there. */
  copiedAt: instantOut.nullable(),
  /** Why the last copy was not made, and what to do; null: it was. */
  problem: z.string().nullable(),
  /** Whether copies are sealed with a passphrase. */
  isSealed: z.boolean(),
});

/** One of the backups that are listed, or any file of this machine. */
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('backup'), name: z.string().max(200) }),
  z.object({ kind: z.literal('path'), path: z.string() }),
]);

const sourcePath: ContractMeta = {
  path: {
    swap: (input, swap) => fromPath.path?.swap(input, swap) ?? input,
    instead: 'Choose one of the backups, or restore on the command line: dnc-desk restore FILE.',
  },
};

const said = z.array(z.object({ number: e164, sentence: z.string() }));

/** How many numbers, and the first of them in order. */
const difference = z.object({ count: z.number().int(), first: said });

/** What a restore is asked for. `release`: of what the backup lacks, the numbers that are not to stay blocked. */
const restoring = z.object({
  from: source,
  /** Of a sealed backup; without one, that with which this desk seals its copies. */
  passphrase: z.string().max(1000).optional(),
  release: z.array(e164).max(100_000).default([]),
  releaseAll: z.boolean().default(false),
  /** How many numbers of each difference are named. */
  limit: z.number().int().min(0).max(100_000).default(20),
});

export const comparison = z.object({
  /** What is blocked now and not in the backup, or for less. */
  lacking: difference,
  /** How many of these stay blocked. */
  stay: z.number().int(),
  /** On the list now and not in the backup. */
  added: difference,
  /** On both, and changed since. */
  changed: difference,
  /** In the backup and not on the list now: it will be blocked again. */
  removed: difference,
});

const outcome = z.object({
  /** The backup's entries. */
  entries: z.number().int(),
  /** `none`: there is no list yet; `unreadable`: it is damaged, and what it blocks cannot be told. */
  present: z.enum(['read', 'unreadable', 'none']),
  /** Null where the list as it is cannot be read, or there is none. */
  comparison: comparison.nullable(),
  /**
   * What the list as it is had, and neither it, as far as it can be read, nor the backup has, and what to do: until then nothing is sent and
   * no number is called callable after the restore. Null: nothing is known to be missing.
   */
  lack: z.string().nullable(),
  /** What else comes with the backup or goes with the list (tokens, the gate, questions), and what to do, as sentences. */
  besides: z.array(z.string()),
});

export const backups = {
  /** The backups, newest first. `closed`: why the list cannot be opened, and what to do; null while it is open. */
  list: base.output(
    z.object({
      closed: z.string().nullable(),
      folder: z.string(),
      second: secondFolder.nullable(),
      backups: z.array(backupRow),
    }),
  ),
  /**
   * Chooses the second folder, which is made if its parent is there; without a path there is none from now on. Copies are sealed as before, or
   * with `passphrase`.
   */
  setFolder: base
    .meta(pathUnder('path', 'Choose the folder on the command line: dnc-desk backups --folder DIR.'))
    .input(z.object({ path: z.string().optional(), passphrase: passphrase.optional() }))
    .output(secondFolder.nullable()),
  /** Seals copies in the second folder with this passphrase from now on, also those that are there; without one they are not sealed. */
  seal: base.input(z.object({ passphrase: passphrase.optional() })).output(secondFolder.nullable()),
  /** Reads a backup as a whole; one that is sealed is not read. */
  check: base
    .input(z.object({ name: z.string().max(200) }))
    .output(
      z.discriminatedUnion('ok', [
        z.object({ ok: z.literal(true), entries: z.number().int() }),
        z.object({ ok: z.literal(false), message: z.string() }),
      ]),
    ),
  /** What a restore would do; nothing is changed. */
  preview: base.meta(sourcePath).input(restoring).output(outcome),
  /**
   * Puts a backup in the place of the list. Calls that come meanwhile wait; imports and other long work refuse it, and
   * syncs are ended. What the backup lacks is blocked there too, but for what is released.
   */
  restore: base
    .meta(sourcePath)
    .input(restoring)
    .output(
      outcome.extend({
        /** How many accounts came with it; nothing is sent there before each address is confirmed. */
        accounts: z.number().int(),
        /** The path where the list that was replaced is kept. */
        kept: z.string().nullable(),
        /** How many entries were redacted since, and are in the backup too now. */
        redacted: z.number().int(),
        /** Those that are not, because a question in the backup shows their texts: decide it and redact them again. */
        unredacted: z.array(e164),
        /** The batch that keeps blocked what the backup lacks. */
        batch: z.number().int().nullable(),
      }),
    ),
};

export type Comparison = z.output<typeof comparison>;
