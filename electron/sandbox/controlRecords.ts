// What the control does to the records of a tenant, as a person would in the vendor's dashboard.
import type { z } from 'zod';
import type { ControlInputs } from './controlInputs.ts';
import { changeAgent, modelOf, quietContext } from './controlTenants.ts';
import type { Handlers } from './controlTypes.ts';
import { makeRecord } from './keeping.ts';
import type { SandboxRecord } from './sandboxRecord.ts';
import type { SandboxWorld } from './sandboxWorld.ts';

type RecordCall =
  | 'removeAgent'
  | 'replaceAgent'
  | 'addRecords'
  | 'changeRecord'
  | 'expireRecord'
  | 'removeRecords'
  | 'records'
  | 'changes';

/** The calls about records. Each throws where it names a tenant, an agent or a record that is not there. */
export function createRecordHandlers(world: SandboxWorld): Pick<Handlers, RecordCall> {
  const { registry } = world;

  const select = ({ tenant: id, ...by }: z.output<ControlInputs['records']>): SandboxRecord[] =>
    registry
      .get(id)
      .records.all()
      .filter(
        (record) =>
          (by.id === undefined || record.id === by.id) &&
          (by.number === undefined || record.number === by.number) &&
          (by.agent === undefined || record.agents.includes(by.agent)),
      );

  const changeRecord = (by: z.output<ControlInputs['records']>, change: Partial<SandboxRecord>): SandboxRecord => {
    const record = by.id === undefined ? select(by)[0] : registry.get(by.tenant).records.get(by.id);
    if (!record) throw new Error(`${by.tenant} holds no record ${by.id ?? by.number ?? ''}`);
    const changed = { ...record, ...change, updatedAt: world.now() };
    registry.get(by.tenant).records.change(changed);
    return changed;
  };

  const removeAgent = ({ tenant: id, agent }: { tenant: string; agent: string }): null => {
    changeAgent(world, id, agent, { active: false, deleted: true });
    const tenant = registry.get(id);
    if (modelOf(tenant).agents === 'one')
      for (const record of select({ tenant: id, agent })) tenant.records.remove(record.id);
    return null;
  };

  return {
    removeAgent,
    replaceAgent({ tenant: id, agent, id: newId }) {
      const tenant = registry.get(id);
      removeAgent({ tenant: id, agent });
      const made = {
        id: newId ?? modelOf(tenant).newAgentId(quietContext(world)),
        name: tenant.agents.get(agent)?.name ?? '',
        active: true,
        deleted: false,
        createdAt: world.now(),
      };
      tenant.agents.set(made.id, made);
      return made;
    },
    addRecords({ tenant: id, records, skipExisting, beside }) {
      const tenant = registry.get(id);
      const model = modelOf(tenant);
      const surroundings = quietContext(world);
      const ids: string[] = [];
      for (const spec of records) {
        const isOfOneAgent = model.agents === 'one';
        if (isOfOneAgent && spec.agents.length === 0) throw new Error(`a record of ${id} needs an agent`);
        const unknown = spec.agents.find((agent) => !tenant.agents.has(agent));
        if (unknown !== undefined) throw new Error(`${id} has no agent ${unknown}`);
        for (const agents of isOfOneAgent ? spec.agents.map((agent) => [agent]) : [spec.agents]) {
          const key = model.keyOf({ ...spec, agents });
          if (!beside && model.repeatedAdd !== 'undocumented' && tenant.records.findByKey(key)) {
            if (skipExisting) continue;
            throw new Error(`${id} already holds a record of this number`);
          }
          const record = makeRecord(model, tenant, surroundings, { ...spec, agents });
          tenant.records.add({ ...record, updatedAt: record.createdAt });
          ids.push(record.id);
        }
      }
      return { ids };
    },
    changeRecord({ tenant, id, number, agent, ...change }) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return changeRecord({ tenant, id, number, agent }, given);
    },
    expireRecord: (by) => changeRecord(by, { expiresAt: world.now() - 1000 }),
    removeRecords(by) {
      const { records } = registry.get(by.tenant);
      const chosen = select(by);
      for (const { id } of chosen) records.remove(id);
      return { removed: chosen.length };
    },
    records: select,
    changes: ({ tenant }) => registry.get(tenant).records.changes(),
  };
}
