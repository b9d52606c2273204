// Answers of a size that no list ever had, and the desk behind them: blocks are read and kept, the desk goes on, and what
// a vendor writes beyond all measure is kept cut.
import { describe, expect, it } from 'vitest';
import { useChangedVendor } from '../../support/changedVendor.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const stage = useSyncStage();
const changed = useChangedVendor();

type Listed = { data: { id: string; reason: string | null; agents: object[]; phone_number: string }[] };

async function connectHolding(vendor: 'yappr' | 'osvi', count: number) {
  const { id, tenant } = await stage.desk.connect(vendor, { agents: ['a1', 'a2'] });
  const numbers = Array.from({ length: count }, (_, n) => ({ number: `+1212555${1000 + n}`, agents: ['a1'] }));
  stage.sandbox.control.addRecords({ tenant, records: numbers });
  return { id, tenant };
}

const isList = ({ method, url }: { method: string; url: string }, path: string) =>
  method === 'GET' && url.startsWith(path);

describe('a list of 100 records with full agent objects, 12 MB', () => {
  it('is read, and then in step', async () => {
    const { id } = await connectHolding('yappr', 100);
    await changed(stage.desk, id, (asked, reply) => {
      if (!isList(asked, '/do-not-call')) return;
      const body = JSON.parse(reply.body) as Listed;
      const system_prompt = 'Our private prompt. '.repeat(6000);
      for (const record of body.data) record.agents = record.agents.map((agent) => ({ ...agent, system_prompt }));
      reply.body = JSON.stringify(body);
      if (body.data.length === 100) expect(reply.body.length).toBeGreaterThan(12_000_000);
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', error: null, scanned: 100, added: 100 });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', scanned: 100, added: 0, writes: 0 });
  });
});

describe('a reason of 8 MB at a vendor', () => {
  it('is adopted cut, with a mark, and is no difference afterwards', async () => {
    const { id } = await connectHolding('yappr', 2);
    const reason = `He shouted: ${'never '.repeat(1_400_000)}`;
    await changed(stage.desk, id, (asked, reply) => {
      if (!isList(asked, '/do-not-call')) return;
      const body = JSON.parse(reply.body) as Listed;
      for (const record of body.data) if (record.phone_number === '+12125551000') record.reason = reason;
      reply.body = JSON.stringify(body);
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 2 });
    expect(stage.desk.entry('+12125551000')?.reason).toMatch(/^He shouted: never .*…$/);
    expect(stage.desk.entry('+12125551000')?.reason).toHaveLength(2000);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, added: 0, changed: 0, conflicts: 0 });
  });
});

describe('a label of 5,000 signs at a vendor', () => {
  it('is kept cut, and as the category of the entry cut to what a category may be', async () => {
    const { id, tenant } = await stage.desk.connect('weya');
    stage.sandbox.control.addRecords({
      tenant,
      records: [{ number: '+12125551000', label: 'never again '.repeat(420) }],
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 1 });
    const { category = null, reason = null } = stage.desk.entry('+12125551000') ?? {};
    expect([category?.length, reason?.length]).toEqual([64, 200]);
    expect(category).toMatch(/^never again .*…$/);
    expect(reason).toMatch(/^never again .*…$/);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, changed: 0, conflicts: 0 });
  });
});

describe('40 kB of nesting', () => {
  it('end one reading with a sentence, and the next one reads again', async () => {
    const { id } = await connectHolding('yappr', 3);
    let isNested = true;
    await changed(stage.desk, id, (asked, reply) => {
      if (isNested && isList(asked, '/do-not-call')) reply.body = '['.repeat(40_000);
    });
    const result = await stage.desk.sync(id);
    expect(result).toMatchObject({ outcome: 'failed', added: 0 });
    expect(result.error).toContain('256 levels');
    isNested = false;
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 3 });
  });
});

describe('100,000 agents', () => {
  it('are not taken over: the account says so, and goes on with those that it knows', async () => {
    const { id, tenant } = await connectHolding('osvi', 1);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 1 });
    await changed(stage.desk, id, (asked, reply) => {
      if (!isList(asked, '/v1/active_agents')) return;
      const agents = Array.from({ length: 100_000 }, (_, n) => ({
        agent_id: `x${n}`,
        name: `X ${n}`,
        status: 'active',
      }));
      reply.body = JSON.stringify([...(JSON.parse(reply.body) as object[]), ...agents]);
    });
    stage.desk.add('+12125559999');
    const result = await stage.desk.sync(id);
    expect(result.outcome).toBe('failed');
    expect(result.error).toContain('lists more than 5,000 agents');
    expect(stage.desk.store.targets.listOf(id)).toHaveLength(3);
    expect(stage.sandbox.control.records({ tenant }).map(({ number }) => number)).toContain('+12125559999');
  });

  it('in the records of a vendor are not taken over either', async () => {
    const { id } = await connectHolding('yappr', 8);
    await changed(stage.desk, id, (asked, reply) => {
      if (!isList(asked, '/do-not-call')) return;
      const body = JSON.parse(reply.body) as Listed;
      body.data.forEach((record, at) => {
        record.agents = Array.from({ length: 1000 }, (_, n) => ({ id: `x${at}-${n}` }));
      });
      reply.body = JSON.stringify(body);
    });
    await stage.desk.sync(id);
    expect(stage.desk.store.targets.listOf(id).length).toBeLessThanOrEqual(5003);
  });
});
