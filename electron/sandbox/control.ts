// The control: what a test, or a person at the vendor's dashboard, does to the sandbox behind the API's back. One
// function for each entry of controlInputs.ts; createSandbox.ts serves the same functions as POST /_control/NAME.
import type { z } from 'zod';
import { controlInputs } from './controlInputs.ts';
import { createRecordHandlers } from './controlRecords.ts';
import { createTenantHandlers } from './controlTenants.ts';
import type { ControlCalls, Handlers } from './controlTypes.ts';
import { FaultRunner } from './faultPlan.ts';
import { SERVER_PLAN, type SandboxWorld } from './sandboxWorld.ts';

function call<S extends z.ZodType, R>(schema: S, run: (input: z.output<S>) => R): (input?: unknown) => R {
  return (input = {}) => run(schema.parse(input));
}

/**
 * The control of a world, each call checking its input. Every call throws where its input does not fit or names nothing.
 */
export function createControl(world: SandboxWorld): ControlCalls {
  const handlers: Handlers = {
    ...createTenantHandlers(world),
    ...createRecordHandlers(world),
    ...createServerHandlers(world),
  };
  return {
    createTenant: call(controlInputs.createTenant, handlers.createTenant),
    removeTenant: call(controlInputs.removeTenant, handlers.removeTenant),
    tenant: call(controlInputs.tenant, handlers.tenant),
    tenants: call(controlInputs.tenants, handlers.tenants),
    changeSettings: call(controlInputs.changeSettings, handlers.changeSettings),
    setRateLimit: call(controlInputs.setRateLimit, handlers.setRateLimit),
    addToken: call(controlInputs.addToken, handlers.addToken),
    revokeToken: call(controlInputs.revokeToken, handlers.revokeToken),
    restoreToken: call(controlInputs.restoreToken, handlers.restoreToken),
    moveToken: call(controlInputs.moveToken, handlers.moveToken),
    addAgent: call(controlInputs.addAgent, handlers.addAgent),
    changeAgent: call(controlInputs.changeAgent, handlers.changeAgent),
    removeAgent: call(controlInputs.removeAgent, handlers.removeAgent),
    replaceAgent: call(controlInputs.replaceAgent, handlers.replaceAgent),
    addCallReferences: call(controlInputs.addCallReferences, handlers.addCallReferences),
    orphanBatch: call(controlInputs.orphanBatch, handlers.orphanBatch),
    addRecords: call(controlInputs.addRecords, handlers.addRecords),
    changeRecord: call(controlInputs.changeRecord, handlers.changeRecord),
    expireRecord: call(controlInputs.expireRecord, handlers.expireRecord),
    removeRecords: call(controlInputs.removeRecords, handlers.removeRecords),
    records: call(controlInputs.records, handlers.records),
    changes: call(controlInputs.changes, handlers.changes),
    setFaults: call(controlInputs.setFaults, handlers.setFaults),
    requests: call(controlInputs.requests, handlers.requests),
    countWrites: call(controlInputs.countWrites, handlers.countWrites),
    lastSeq: call(controlInputs.lastSeq, handlers.lastSeq),
    advanceClock: call(controlInputs.advanceClock, handlers.advanceClock),
    reset: call(controlInputs.reset, handlers.reset),
  };
}

type ServerCall = 'setFaults' | 'requests' | 'countWrites' | 'lastSeq' | 'advanceClock' | 'reset';

/** The calls about the server as a whole: its faults, its log, its clock. */
function createServerHandlers(world: SandboxWorld): Pick<Handlers, ServerCall> {
  const { registry, requests, faults } = world;
  return {
    setFaults({ tenant = SERVER_PLAN, plan }) {
      if (plan) faults.set(tenant, new FaultRunner(plan));
      else faults.delete(tenant);
      return null;
    },
    requests: (filter) => requests.read(filter),
    countWrites(filter) {
      const writes = requests.read(filter).filter((line) => line.isWrite);
      return { writes: writes.length, changed: writes.filter((line) => line.changed).length };
    },
    lastSeq: () => ({ seq: requests.lastSeq }),
    advanceClock({ ms }) {
      world.advance(ms);
      return { now: world.now() };
    },
    reset() {
      for (const tenant of registry.all()) registry.remove(tenant.id);
      requests.forget();
      faults.clear();
      world.previous.clear();
      return null;
    },
  };
}
