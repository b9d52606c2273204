/**
 * The steps of one run: read the agents, read the lists, and send new blocks meanwhile; merge; send what is owed. Or, for an export: merge what it has.
 */
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { isOfStrangers } from '../../../../shared/domain/vendor/targetPlan.ts';
import type { RunTrigger, Suspicion } from '../../db/sync/syncRunRows.ts';
import { applyTargets, oweMissing } from '../record/targets.ts';
import type { ExportFile } from '../vendor/exportFile.ts';
import { pull, type PullResult } from '../vendor/pull.ts';
import { agentsProveOwner } from '../vendor/owner.ts';
import { createSender, type Sender } from '../vendor/push.ts';
import type { RunContext } from '../vendor/runContext.ts';
import { scanContents } from '../vendor/scanFile.ts';
import { describeUnreadable, type Ending, failed } from './runEnding.ts';
import { workRunWords as say } from '../../../../shared/words/core/sync/run.ts';

/**
 * A run that asks the vendor; `markAgentsKnown` is called once its agents were read. `sweepExpired` ends holds whose time is
 * over.
 */
export type VendorRun = RunContext & {
  readonly markAgentsKnown: () => void;
  readonly sweepExpired: () => void;
  /** Whether another desk has told the vendor since this one did: then nothing is taken away before the lists were read whole. */
  readonly mustRead: () => boolean;
  readonly noteRead: () => void;
};

/** Works through one run of one account, which may be stopped anywhere. */
export async function workRun(context: VendorRun, trigger: RunTrigger): Promise<Ending> {
  const { store, requests, view, tally, now } = context;
  if (trigger !== 'change') store.outbox.hurry(view().id);
  const reads = trigger !== 'change' || needsList(view()) || !context.isOwnerKnown() || context.mustRead();
  const newestId = () => store.outbox.newestId();
  const meanwhile = { from: newestId(), to: newestId() };
  let sender: Sender | undefined;
  const senderOfRun = () => (sender ??= createSender(context, meanwhile));
  const read: Reading = reads
    ? await readVendor(context, senderOfRun, () => void (meanwhile.to = newestId()))
    : { problem: null, suspicion: null, inDoubt: false };
  // Not before the vendor has answered: its answers tell whether this computer's clock is right.
  if (context.clockAgrees()) context.sweepExpired();
  const wasRead = reads && read.problem === null && read.suspicion === null;
  if (wasRead && !context.isOwnerKnown()) context.noteOwner(true);
  if (wasRead) context.noteRead();
  // One list's trouble is its own: the others were read, and get what they are owed.
  if (reads && !read.inDoubt)
    for (const scope of context.complete.keys()) await oweMissing(store, view().id, scope, now());
  const addsOnly = (list: RemoteList) => reads && (read.inDoubt || !context.complete.has(list));
  const maySend = requests.halted() === null && read.suspicion?.isOfStrangers !== true && context.isOwnerKnown();
  const refused = maySend ? await senderOfRun().sendAll({ addsOnly, readsFirst: !reads }) : null;
  const halt = requests.halted();
  const ending = { error: null, suspicion: null, wasRead, inNoPlan: read.inNoPlan ?? 0, wentOnFrom: read.wentOnFrom };
  if (halt?.kind === 'cancelled') return { ...ending, outcome: 'cancelled' };
  if (halt !== null) return { ...ending, outcome: 'failed', error: halt.message };
  if (read.suspicion !== null)
    return { ...ending, outcome: 'suspicious', error: read.suspicion.sentence, suspicion: read.suspicion };
  const problem = read.problem ?? refused;
  if (problem !== null) return { ...ending, outcome: 'failed', error: problem };
  return { ...ending, outcome: 'done', error: describeUnreadable(view().name, tally.unreadable) };
}

/**
 * Whether a run that only has something to send must first read the list: only that can tell what an earlier request
 * did, or whether the number is there already.
 */
function needsList({ capabilities }: AccountView): boolean {
  return capabilities.list === 'paged' && !capabilities.lookup && !capabilities.addIsIdempotent;
}

/** `inDoubt`: what the vendor has is in doubt on every list, also on those that were read. */
type Reading = PullResult & { readonly inDoubt: boolean };

/** `beforeAgents` is called once the agents were read, before anything is owed to those that appeared. */
async function readVendor(context: VendorRun, sender: () => Sender, beforeAgents: () => void): Promise<Reading> {
  const { requests } = context;
  const targets = await readTargets(context, beforeAgents);
  const stop = { suspicion: null, inDoubt: true };
  if (targets !== null && typeof targets !== 'string') {
    context.noteOwner(false);
    return { ...stop, problem: null, suspicion: targets };
  }
  if (requests.halted() !== null) return { ...stop, problem: requests.halted()?.message ?? targets };
  const pulled = await pull(context, async () => {
    if (context.isOwnerKnown()) await sender().sendFirst();
  });
  if (pulled.suspicion?.isOfStrangers === true) context.noteOwner(false);
  return { ...pulled, problem: pulled.problem ?? targets, inDoubt: pulled.suspicion !== null || targets !== null };
}

async function readTargets(
  { store, connection, requests, view, now, markAgentsKnown, isOwnerKnown, noteOwner }: VendorRun,
  beforeAgents: () => void,
): Promise<string | Suspicion | null> {
  const { listTargets, agents } = view().capabilities;
  if (!listTargets) return null;
  // Where agents are only a detail of a record, a run still does the rest with a token that may not list them.
  const mayBeForbidden = agents !== 'record';
  const listed = await requests.read((signal) => connection.listTargets(signal), { mayBeForbidden });
  beforeAgents();
  if (!listed.ok) return listed.class === 'forbidden' && mayBeForbidden ? null : listed.message;
  if (isOfStrangers(view(), listed.value)) {
    const { name } = view();
    const sentence = say.noneOfTheAgentsThat(name);
    return { sentence, scans: {}, isOfStrangers: true, agents: listed.value };
  }
  if (!isOwnerKnown() && agentsProveOwner(view(), listed.value)) noteOwner(true);
  applyTargets(store, view(), listed.value, now());
  markAgentsKnown();
  return null;
}

/** What the run of an export needs of a run's context: it sends the vendor no request. */
export type FileRun = Omit<Parameters<typeof scanContents>[0], 'complete'>;

/**
 * Works through one run that uses the vendor's own export as its scan. The caller has already ended the holds that are
 * over.
 * @throws what goes wrong unexpectedly; a cancel is an ending.
 */
export async function workFileRun(run: FileRun, file: ExportFile, signal: AbortSignal): Promise<Ending> {
  const { store, view, now, progress } = run;
  const { id } = view();
  const complete = new Map<string, number>();
  try {
    const contents = await file.read(view(), signal, progress);
    if (!contents.ok) return failed(contents.message);
    const { problem, suspicion, isWhole } = await scanContents({ ...run, complete }, file.name, contents.value, signal);
    if (suspicion !== null) return { outcome: 'suspicious', error: suspicion.sentence, suspicion, wasRead: false };
    for (const scope of complete.keys()) await oweMissing(store, id, scope, now());
    return { outcome: 'done', error: problem, suspicion: null, wasRead: isWhole };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { outcome: 'cancelled', error: null, suspicion: null, wasRead: false };
  }
}
