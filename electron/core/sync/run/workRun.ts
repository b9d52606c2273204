/**
 * The steps of one run: read the agents, read the list, merge, send what is owed. Or, for an export: merge what it has.
 */
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { isOfStrangers } from '../../../../shared/domain/vendor/targetPlan.ts';
import type { RunTrigger, Suspicion } from '../../db/sync/syncRunRows.ts';
import { applyTargets, oweMissing } from '../record/targets.ts';
import type { ExportFile } from '../vendor/exportFile.ts';
import { pull, type PullResult } from '../vendor/pull.ts';
import { push } from '../vendor/push.ts';
import type { RunContext } from '../vendor/runContext.ts';
import { scanContents } from '../vendor/scanFile.ts';
import { describeUnreadable, type Ending, failed } from './runEnding.ts';

/**
 * A run that asks the vendor; `markAgentsKnown` is called once its agents were read. `sweepExpired` ends holds whose time is
 * over.
 */
export type VendorRun = RunContext & { readonly markAgentsKnown: () => void; readonly sweepExpired: () => void };

/** Works through one run of one account, which may be stopped anywhere. */
export async function workRun(context: VendorRun, trigger: RunTrigger): Promise<Ending> {
  const { store, requests, view, tally, now } = context;
  if (trigger !== 'change') store.outbox.hurry(view().id);
  // Where the last reading was of strangers, only another one tells whether they are gone.
  const wereStrangers = store.runs.loadSuspicious(view().id)?.suspicion?.isOfStrangers === true;
  const reads = trigger !== 'change' || wereStrangers || needsList(view());
  const read = reads
    ? await readVendor(context, wereStrangers)
    : { problem: null, suspicion: null, inDoubt: false, inNoPlan: 0 };
  // Not before the vendor has answered: its answers tell whether this computer's clock is right.
  if (context.clockAgrees()) context.sweepExpired();
  const wasRead = reads && read.problem === null && read.suspicion === null;
  // One list's trouble is its own: the others were read, and get what they are owed.
  if (reads && !read.inDoubt)
    for (const scope of context.complete.keys()) await oweMissing(store, view().id, scope, now());
  const addsOnly = (list: RemoteList) => reads && (read.inDoubt || !context.complete.has(list));
  const areStrangers = read.suspicion?.isOfStrangers === true || (wereStrangers && read.problem !== null);
  const maySend = requests.halted() === null && !areStrangers;
  const refused = maySend ? await push(context, { addsOnly, readsFirst: !reads }) : null;
  const halt = requests.halted();
  const ending = { error: null, suspicion: null, wasRead, inNoPlan: read.inNoPlan ?? 0 };
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

/** `wereStrangers`: the last reading was of another organisation's list, and nobody has answered whether that is the right one. */
async function readVendor(context: VendorRun, wereStrangers: boolean): Promise<Reading> {
  const { requests } = context;
  const targets = await readTargets(context);
  if (targets !== null && typeof targets !== 'string') return { problem: null, suspicion: targets, inDoubt: true };
  const problem = targets;
  if (requests.halted() !== null)
    return { problem: requests.halted()?.message ?? problem, suspicion: null, inDoubt: true };
  const pulled = await pull(context);
  // What strangers have was taken over with their list, so it is no longer strange; that ours is missing still is.
  const suspicion: Suspicion | null =
    pulled.suspicion !== null && wereStrangers ? { ...pulled.suspicion, isOfStrangers: true } : pulled.suspicion;
  return {
    ...pulled,
    suspicion,
    problem: pulled.problem ?? problem,
    inDoubt: pulled.suspicion !== null || problem !== null,
  };
}

async function readTargets({
  store,
  connection,
  requests,
  view,
  now,
  markAgentsKnown,
}: VendorRun): Promise<string | Suspicion | null> {
  const { listTargets, agents } = view().capabilities;
  if (!listTargets) return null;
  // Where agents are only a detail of a record, a run still does the rest with a token that may not list them.
  const mayBeForbidden = agents !== 'record';
  const listed = await requests.read((signal) => connection.listTargets(signal), { mayBeForbidden });
  if (!listed.ok) return listed.class === 'forbidden' && mayBeForbidden ? null : listed.message;
  if (isOfStrangers(view(), listed.value)) {
    const { name } = view();
    const sentence = `None of the agents that were known is at ${name} any more, and others are. Nothing was sent: does the token belong to another organisation?`;
    return { sentence, scans: {}, isOfStrangers: true, agents: listed.value };
  }
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
