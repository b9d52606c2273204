// What is known of a record is the very list of before where a sight tells nothing new: a reading in step then writes nothing.
import { expect, it } from 'vitest';
import { recordsAfter } from '../../../electron/core/sync/record/knownRecords.ts';
import { type Observation, toObservation } from '../../../electron/core/sync/record/observation.ts';
import type { KnownRecord, RemoteFacts } from '../../../electron/core/db/sync/remoteRows.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { toNumber } from '../../support/syncDesk.ts';

const call = { batchId: 'b1', requestUuid: 'u1' };
const createdAt = parseInstant('2026-05-03T12:00:00Z') ?? null;
const evidence = { source: null, createdBy: null, label: null, ...call };
const number = toNumber('+12125550101');

function factsOf(records: readonly KnownRecord[]): RemoteFacts {
  return {
    account: 1,
    scope: '',
    number,
    remoteId: records.at(-1)?.id ?? null,
    base: null,
    baseAt: null,
    seen: { reason: null, until: null, agents: null },
    seenAt: 1,
    seenBy: 'scan',
    records,
    echo: null,
    named: null,
    assumed: [],
    missedScan: null,
    sentAt: null,
    sentAnswer: null,
  };
}

function show(id: string, shown: typeof evidence | undefined): Observation {
  const fields = { reason: null, until: null, agents: null };
  return toObservation(
    { scope: '', number, remoteId: id, fields, createdAt, ...(shown && { evidence: shown }) },
    'scan',
  );
}

it('is the very list where the record is shown as it is known', () => {
  const known: readonly KnownRecord[] = [{ id: 'r1', createdAt, by: 'us', isThere: true, firstSeenAt: 1, evidence }];
  expect(recordsAfter(factsOf(known), show('r1', evidence), 'vendor', 2).records).toBe(known);
});

it('takes what is shown with our call for ours, and with another one or none for another', () => {
  const nameless: KnownRecord = { id: null, createdAt: null, by: 'us', isThere: true, firstSeenAt: 1, sentCall: call };
  const ours = recordsAfter(factsOf([nameless]), show('r1', evidence), 'vendor', 2);
  expect(ours.current).toMatchObject({ id: 'r1', by: 'us' });
  expect(ours.records).toHaveLength(1);
  for (const other of [undefined, { ...evidence, requestUuid: 'u2' }]) {
    const theirs = recordsAfter(factsOf([nameless]), show('r1', other), 'vendor', 2);
    expect(theirs.current).toMatchObject({ id: 'r1', by: 'vendor' });
    expect(theirs.records).toMatchObject([
      { id: null, isThere: false },
      { id: 'r1', isThere: true },
    ]);
  }
});
