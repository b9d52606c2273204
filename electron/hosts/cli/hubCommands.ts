/** `hub`: the list that several desks share, as one desk sees it, on the command line. */
import type { HubView } from '../../../shared/contract/hub.ts';
import type { AccountLead } from '../../../shared/contract/sync.ts';
import { CommandFailure } from './commandFailure.ts';
import { refuseForgetting } from './refuseForgetting.ts';
import { type CommandContext, print } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';
import { hubCommandsWords as say } from '../../../shared/words/cli/gate.ts';

/** `hub`: whether this desk shares its list, and how it stands. */
export async function showHub(context: CommandContext): Promise<ExitCode> {
  const view = await context.client.hub.state();
  print(context, view, view === null ? [say.thisDeskSharesNo] : toLines(view));
  return 0;
}

/**
 * `hub join`: joins by the line of an invitation on standard input, and exchanges for the first time.
 * @throws CommandFailure (2) without a line, (1) where no place would keep the password
 */
export async function joinHub(context: CommandContext): Promise<ExitCode> {
  const line = (await context.terminal.readInput()).trim();
  if (line === '') throw new CommandFailure(2, say.giveTheLineOfThe);
  await refuseForgetting(context);
  const { place, name, role } = await context.client.hub.join({ line });
  const { received, sent, hub } = await context.client.hub.sync();
  print(context, hub, [say.joinedAs(place, name, role), toRound(received, sent), ...toLines(hub).slice(1)]);
  return 0;
}

/** `hub sync`: exchanges now. 4 where numbers are not shared. */
export async function syncHub(context: CommandContext): Promise<ExitCode> {
  const round = await context.client.hub.sync();
  const { received, sent, hub } = round;
  print(context, round, [toRound(received, sent), ...toLines(hub).slice(1)]);
  return hub.refusedCount > 0 ? 4 : 0;
}

/** `hub accept`: the many releases that stopped a reading are meant. */
export async function acceptReleases(context: CommandContext): Promise<ExitCode> {
  const view = await context.client.hub.accept();
  print(context, view, toLines(view));
  return 0;
}

/** `hub leave`: the list stays as it is. */
export async function leaveHub(context: CommandContext): Promise<ExitCode> {
  const { left } = await context.client.hub.leave();
  print(context, { left }, [left ? say.thisDeskSharesNoList : say.thisDeskSharesNo]);
  return 0;
}

/** `hub lead`: this desk tells the vendors as soon as whoever does has stopped; `prefer`: wherever it can from now on, or no more. */
export async function leadAccounts(
  context: CommandContext,
  { prefer }: { readonly prefer?: boolean },
): Promise<ExitCode> {
  const view = await context.client.hub.lead(prefer === undefined ? {} : { prefer });
  const accounts = await context.client.accounts.list();
  print(
    context,
    view,
    accounts.map(({ name, lead, hasToken }) => `${name}: ${toLead(lead, hasToken)}`),
  );
  return 0;
}

function toLead(lead: AccountLead | null, hasToken: boolean): string {
  if (lead === null || (lead.isHere && lead.sentence === null)) return say.toldByThisDesk;
  if (!hasToken) return say.itsTokenIsNotHere(lead.sentence ?? '').trim();
  return say.thisDeskIsOpenAnd(lead.sentence ?? '').trim();
}

/** `hub set`: after so many hours without a reading no number is callable; 0: however long. */
export async function setHub(
  context: CommandContext,
  { openHours }: { readonly openHours: number },
): Promise<ExitCode> {
  const view = await context.client.hub.saveSettings({ openHours: openHours === 0 ? null : openHours });
  print(context, view, toLines(view));
  return 0;
}

/** `hub requests`: what a lead is asked, oldest first. 4 where there is something. */
export async function listRequests(context: CommandContext): Promise<ExitCode> {
  const view = await context.client.hub.state();
  const { requests = [] } = view ?? {};
  print(
    context,
    requests,
    requests.map(({ id, version, sentence, at }) => say.asked(`${id}@${version}`, sentence, at)),
  );
  return requests.length === 0 ? 0 : 4;
}

/** `hub answer`: a lead releases the number, or keeps it blocked. `named`: the request, and after an @ the version of the block. */
export async function answerRequest(
  context: CommandContext,
  named: string,
  answer: 'release' | 'keep',
): Promise<ExitCode> {
  const [, request = named, version] = /^(.*)@(\d{1,15})$/.exec(named) ?? [];
  const seen = version === undefined ? {} : { version: Number(version) };
  const view = await context.client.hub.answer({ id: request, answer, ...seen });
  const left = say.left(view.requestCount);
  print(context, view, [`${answer === 'release' ? say.released : say.itStaysBlocked} ${left}`]);
  return 0;
}

function toRound(received: number, sent: number): string {
  return say.changedHereShared(received, sent);
}

function toLines({
  place,
  name,
  role,
  sentence,
  readAt,
  refused,
  openHours,
  requestCount,
  notes,
}: HubView): readonly string[] {
  return [
    say.sharesTheListAtAs(place, name, role),
    sentence,
    ...(readAt === null ? [] : [say.lastRead(readAt)]),
    ...(openHours === null ? [] : [say.noNumberIsCallable(openHours)]),
    ...notes,
    ...(requestCount === 0 ? [] : [say.forALeadDncDesk(requestCount)]),
    ...refused.map(({ number, why }) => say.isNotShared(number, why)),
  ];
}
