/**
 * `backups` and `restore`: the copies that there are, and one of them takes the place of the list. Where a desk is open, it does
 * that under its page; otherwise this process owns the directory as long as it takes, and opens no list.
 */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DeskInputs, DeskOutputs } from '../../../shared/contract/contract.ts';
import { parseE164 } from '../../../shared/domain/numbers/number.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { CommandFailure } from './commandFailure.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { restoreCommandWords as say } from '../../../shared/words/cli/care.ts';

type Restored = DeskOutputs['backups']['restore'];

export type RestoreOptions = {
  readonly passphraseStdin?: boolean;
  readonly dryRun?: boolean;
  readonly release?: readonly string[];
  readonly releaseAll?: boolean;
};

/** At most this many numbers are named; with `--json` all that a call answers. */
const named = 20;
const mostListed = 100_000;

/**
 * `restore`: puts a verified backup in the place of the database, keeping that one beside it. What is blocked now and not in the
 * backup stays blocked, apart from what `--release` names.
 * @throws CommandFailure with 2 for a backup that is none; and the call's error, as 4 while other work is under way
 */
export async function restore(context: CommandContext, file: string, options: RestoreOptions): Promise<ExitCode> {
  const { dryRun = false, release = [], releaseAll = false } = options;
  const path = resolve(file);
  if (!existsSync(path) || !statSync(path).isFile()) throw new CommandFailure(2, say.thereIsNoBackupAt(path));
  const odd = release.find((text) => parseE164(text) === undefined);
  if (odd !== undefined) throw new CommandFailure(2, say.isNoNumberWriteIt(odd));
  const asked: DeskInputs['backups']['preview'] = {
    from: { kind: 'path', path },
    release: [...release],
    releaseAll,
    limit: context.json ? mostListed : named,
  };
  if (options.passphraseStdin === true) asked.passphrase = await readPassphrase(context);
  const { backups } = context.client;
  const done: Restored = dryRun
    ? { ...(await backups.preview(asked)), accounts: 0, kept: null, batch: null, redacted: 0, unredacted: [] }
    : await backups.restore(asked);
  if (done.present === 'unreadable') context.terminal.err(say.theListAsItIs);
  if (done.lack !== null) context.terminal.err(done.lack);
  if (done.unredacted.length > 0) context.terminal.err(say.whatWasRedactedIs(done.unredacted.join(', ')));
  print(context, toDocument(done), describe(done, dryRun, path));
  return 0;
}

function toDocument(done: Restored): object {
  const { entries, accounts, kept, batch, comparison, lack, besides, redacted, unredacted } = done;
  if (comparison === null) return { entries, accounts, lack, besides, kept };
  const { lacking, stay, added, changed, removed } = comparison;
  const differences = { added: added.count, changed: changed.count, released: removed.count };
  return {
    entries,
    accounts,
    lack,
    besides,
    kept,
    batch,
    redacted,
    unredacted,
    stay,
    ...differences,
    count: lacking.count,
    lacking: lacking.first,
  };
}

/** What was done, or with `dryRun` what would be, line by line. */
function describe(
  { entries, accounts, besides, kept, comparison }: Restored,
  dryRun: boolean,
  backup: string,
): string[] {
  const lines = [say.restoredFrom(entries, dryRun, backup)];
  if (comparison !== null) {
    const { lacking, stay, changed, removed } = comparison;
    const { count, first } = lacking;
    if (count > 0) {
      lines.push(
        say.blockedNowAndNot(count, stay, dryRun),
        ...first.map(({ number, sentence }) => `${number} ${sentence}`),
      );
      if (count > first.length) lines.push(say.andMoreJsonHasAll(count - first.length));
    }
    if (removed.count > 0) lines.push(say.releasedSinceBlocked(removed.count, dryRun));
    if (changed.count > 0) lines.push(say.changedSinceAndAs(changed.count, dryRun));
  }
  if (accounts > 0) lines.push(say.cameWithItNothing(accounts));
  lines.push(...besides);
  if (kept !== null) lines.push(say.theListAsItWas(kept));
  return lines;
}

export type BackupsOptions = { readonly folder?: string | false; readonly seal?: boolean };

/** From standard input alone: arguments and variables show in lists of processes. */
async function readPassphrase({ terminal }: CommandContext): Promise<string> {
  return (await terminal.readInput()).replace(/\r?\n$/, '');
}

/** Sealed from the first copy on, where both are asked for at once. */
async function setCopies(context: CommandContext, { folder, seal }: BackupsOptions): Promise<void> {
  const { backups } = context.client;
  const passphrase = seal === true ? { passphrase: await readPassphrase(context) } : {};
  if (folder === false) await backups.setFolder({});
  else if (folder !== undefined) await backups.setFolder({ path: resolve(folder), ...passphrase });
  if (seal === false || (seal === true && typeof folder !== 'string')) await backups.seal(passphrase);
}

/** `backups`: what there is, newest first, and whether each is whole. 1 where one is not. `folder`: chooses the second folder; `seal`: copies there. */
export async function listBackups(context: CommandContext, options: BackupsOptions): Promise<ExitCode> {
  const { backups } = context.client;
  await setCopies(context, options);
  const { folder, second, backups: rows } = await backups.list();
  const checked = [];
  for (const row of rows)
    checked.push({ ...row, check: row.isSealed ? null : await backups.check({ name: row.name }) });
  const lines = checked.map(({ name, bytes, isSecond, check }) => {
    const size = `${toCount(Math.ceil(bytes / 1024))} KB`;
    const verdict = check === null ? 'sealed' : check.ok ? say.entries(check.entries) : say.notUsable(check.message);
    return `${name}  ${size}  ${verdict}${isSecond ? say.inTheSecondFolder : ''}`;
  });
  const copies =
    second === null || second.folder === null
      ? []
      : [say.copiesGoTo(second.folder, second.isSealed, second.problem === null)];
  print(context, { folder, second, backups: checked }, [
    rows.length === 0 ? say.thereIsNoBackupIn(folder) : say.in(folder),
    ...lines,
    ...copies,
  ]);
  if (second !== null && second.problem !== null) context.terminal.err(say.theLastCopyWasNot(second.problem));
  return checked.every(({ check }) => check === null || check.ok) ? 0 : 1;
}
