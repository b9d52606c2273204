/** What people do in the vendors' dashboards, behind the desk's back. A command that fits nothing there does nothing. */
import { assertNever } from '../../shared/assertNever.ts';
import { reasons, type RemoteCommand, toNumber } from './scenario.ts';
import type { Account, World } from './world.ts';
import { toAgentId } from './world.ts';

export function performRemote(world: World, command: RemoteCommand): void {
  const { control } = world.arena.sandbox;
  const account = world.accounts[command.account % Math.max(1, world.accounts.length)];
  if (account === undefined) return;
  const { tenant, vendor } = account;
  const agents = control.tenant({ tenant }).agents.filter(({ deleted }) => !deleted);
  const some = (indexes: readonly number[]): string[] => [
    ...new Set(indexes.flatMap((index) => agents[index % Math.max(1, agents.length)]?.id ?? [])),
  ];
  const end = (ms: number | null): number | null => (ms === null ? null : world.clock.now() + ms);
  switch (command.do) {
    case 'remoteAdd': {
      const number = toNumber(command.number);
      if (command.until !== null) world.released.add(number);
      const chosen = vendor === 'osvi' && command.agents.length === 0 ? some([0]) : some(command.agents);
      if (vendor === 'osvi' && chosen.length === 0) return;
      if (vendor === 'fluents' && control.records({ tenant, number }).length > 0) return;
      control.addRecords({
        tenant,
        skipExisting: true,
        records: [
          {
            number,
            agents: vendor === 'osvi' || vendor === 'yappr' ? chosen : [],
            reason: command.reason === null || vendor === 'weya' ? null : (reasons[command.reason % 3] ?? null),
            expiresAt: vendor === 'yappr' ? end(command.until) : null,
          },
        ],
      });
      return;
    }
    case 'remoteChange': {
      const record = control.records({ tenant, number: toNumber(command.number) })[0];
      // Only Yappr's dashboard is documented to change a record; a reason can be edited in Fluents' too.
      if (record === undefined || (vendor !== 'yappr' && (vendor !== 'fluents' || command.what !== 'reason'))) return;
      const to = command.to;
      if (command.what === 'until') world.released.add(record.number);
      control.changeRecord({
        tenant,
        id: record.id,
        ...(command.what === 'reason' ? { reason: reasons[to % 3] } : {}),
        ...(command.what === 'until'
          ? { expiresAt: to % 3 === 0 ? null : end((to % 5) * 86_400_000 + 3_600_000) }
          : {}),
        ...(command.what === 'agents' ? { agents: to % 3 === 0 ? [] : some(to % 3 === 1 ? [0] : [0, 1]) } : {}),
      });
      return;
    }
    case 'remoteRemove':
      control.removeRecords({ tenant, number: toNumber(command.number) });
      return;
    case 'remoteClear':
      control.removeRecords({ tenant });
      return;
    case 'remoteExpire': {
      const record = control.records({ tenant, number: toNumber(command.number) })[0];
      if (record !== undefined && vendor === 'yappr') control.expireRecord({ tenant, id: record.id });
      return;
    }
    case 'agentAppears':
      addAgent(world, account);
      return;
    case 'agentGoes': {
      const [agent] = some([command.agent]);
      if (agent !== undefined && agents.length > 1) control.removeAgent({ tenant, agent });
      return;
    }
    case 'agentReturns': {
      const gone = control.tenant({ tenant }).agents.find(({ deleted }) => deleted);
      if (gone !== undefined) control.addAgent({ tenant, id: gone.id, name: gone.name });
      return;
    }
    case 'agentRests': {
      const [agent] = some([command.agent]);
      if (agent !== undefined) control.changeAgent({ tenant, agent, active: command.active });
      return;
    }
    case 'revokeToken':
      control.revokeToken({ tenant });
      return;
    case 'restoreToken':
      control.restoreToken({ tenant });
      return;
    default:
      return assertNever(command);
  }
}

function addAgent(world: World, { tenant, vendor }: Account): void {
  if (vendor !== 'osvi' && vendor !== 'yappr') return;
  const { control } = world.arena.sandbox;
  const index = world.accounts.findIndex((account) => account.tenant === tenant);
  const known = control.tenant({ tenant }).agents.length;
  if (known < 5) control.addAgent({ tenant, id: toAgentId(index, known), name: `Agent ${index}.${known}` });
}
