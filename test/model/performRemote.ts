/** What people do in the vendors' dashboards, behind the desk's back. A command that fits nothing there does nothing. */
import { assertNever } from '../../shared/assertNever.ts';
import { reasons, type RemoteCommand, toNumber } from './scenario.ts';
import { moveToken } from './strangers.ts';
import type { Account, World } from './world.ts';
import { toAgentId } from './world.ts';

export function performRemote(world: World, command: RemoteCommand): void {
  const { control } = world.arena.sandbox;
  const account = world.accounts[command.account % Math.max(1, world.accounts.length)];
  if (account === undefined) return;
  const { tenant, model } = account;
  const agents = control.tenant({ tenant }).agents.filter(({ deleted }) => !deleted);
  const some = (indexes: readonly number[]): string[] => [
    ...new Set(indexes.flatMap((index) => agents[index % Math.max(1, agents.length)]?.id ?? [])),
  ];
  const end = (ms: number | null): number | null => (ms === null ? null : world.clock.now() + ms);
  switch (command.do) {
    case 'remoteAdd': {
      const number = toNumber(command.number);
      if (command.until !== null) world.released.add(number);
      const chosen = model.agents === 'one' && command.agents.length === 0 ? some([0]) : some(command.agents);
      if (model.agents === 'one' && chosen.length === 0) return;
      if (model.repeatedAdd === 'undocumented' && control.records({ tenant, number }).length > 0) return;
      control.addRecords({
        tenant,
        skipExisting: true,
        records: [
          {
            number,
            agents: model.agents === 'none' ? [] : chosen,
            reason:
              command.reason === null || !model.keeps.includes('reason') ? null : (reasons[command.reason % 3] ?? null),
            expiresAt: model.keeps.includes('expiresAt') ? end(command.until) : null,
          },
        ],
      });
      return;
    }
    case 'remoteChange': {
      const record = control.records({ tenant, number: toNumber(command.number) })[0];
      const what = command.what === 'until' ? 'expiresAt' : command.what;
      if (record === undefined || !model.changes.includes(what)) return;
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
    case 'remoteReplace': {
      const number = toNumber(command.number);
      const [record] = control.records({ tenant, number });
      if (record === undefined) return;
      control.removeRecords({ tenant, id: record.id });
      control.addRecords({
        tenant,
        beside: true,
        records: [{ number, agents: [...record.agents], reason: model.keeps.includes('reason') ? reasons[2] : null }],
      });
      return;
    }
    case 'remoteDuplicate': {
      const number = toNumber(command.number);
      const [record] = control.records({ tenant, number });
      if (record === undefined) return;
      account.raced.add(number);
      control.addRecords({
        tenant,
        beside: true,
        records: [{ number, writtenAs: number.slice(1), agents: [...record.agents] }],
      });
      return;
    }
    case 'agentRemade': {
      const [agent] = some([command.agent]);
      if (agent === undefined) return;
      account.deleted.add(agent);
      control.replaceAgent({ tenant, agent, id: nextAgentId(world, account) });
      return;
    }
    case 'forbid': {
      const [agent] = command.agent === null ? [] : some([command.agent]);
      const forbidsAgents = command.isOver || agent === undefined ? [] : [agent];
      const forbidsWrites = !command.isOver && command.agent === null;
      control.changeSettings({ tenant, settings: { forbidsWrites, forbidsAgents } });
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
      if (record !== undefined && model.keeps.includes('expiresAt')) control.expireRecord({ tenant, id: record.id });
      return;
    }
    case 'agentAppears':
      addAgent(world, account);
      return;
    case 'agentGoes': {
      const [agent] = some([command.agent]);
      if (agent === undefined || agents.length <= 1) return;
      account.deleted.add(agent);
      control.removeAgent({ tenant, agent });
      return;
    }
    case 'agentReturns': {
      const gone = control.tenant({ tenant }).agents.find(({ deleted }) => deleted);
      if (gone !== undefined) control.addAgent({ tenant, id: gone.id, name: gone.name });
      return;
    }
    case 'agentRests': {
      const [agent] = some([command.agent]);
      if (agent !== undefined && !command.active) account.rested.add(agent);
      if (agent !== undefined) control.changeAgent({ tenant, agent, active: command.active });
      return;
    }
    case 'revokeToken':
      control.revokeToken({ tenant });
      return;
    case 'restoreToken':
      control.restoreToken({ tenant });
      return;
    case 'moveToken':
      return moveToken(world, account, command.isBack);
    default:
      return assertNever(command);
  }
}

function addAgent(world: World, { tenant, model }: Account): void {
  if (model.agents === 'none') return;
  const { control } = world.arena.sandbox;
  const known = control.tenant({ tenant }).agents.length;
  const index = world.accounts.findIndex((account) => account.tenant === tenant);
  if (known < 5) control.addAgent({ tenant, id: toAgentId(index, known), name: `Agent ${index}.${known}` });
}

function nextAgentId(world: World, { tenant }: Account): string {
  const known = world.arena.sandbox.control.tenant({ tenant }).agents.length;
  return toAgentId(
    world.accounts.findIndex((account) => account.tenant === tenant),
    known,
  );
}
