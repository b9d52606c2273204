// Rows of our own export whose block has ended: their number stands in two columns, and nobody is asked about it.
import { expect, it } from 'vitest';
import { type FileDesk, useFileDesk } from '../../support/fileDesk.ts';

let desk: FileDesk;
useFileDesk((opened) => {
  desk = opened;
});

const header = 'number,where,expires,requestedAt,callBatchId,callRequestUuid,sourceLabel,createdAt,removedAt,link';
const toRow = (number: string, until: string, link = number) => `${number},everywhere,${until},,,,,,,tel:${link}`;

it('an ended row of our own export asks nothing, and another number in it does', async () => {
  const ended = toRow('+12125550101', '2020-01-01T05:00:00.000Z');
  const going = toRow('+12125550102', '');
  const { summary, numbers } = await desk.look('ours.csv', [header, ended, going].join('\n'));
  expect([summary.questions, numbers]).toEqual([[], ['+12125550102']]);
  const other = toRow('+12125550103', '2020-01-01T05:00:00.000Z', '+12125550101');
  const asked = await desk.look('other.csv', [header, other, going].join('\n'));
  expect(asked.summary.questions).toMatchObject([{ kind: 'unread' }]);
});
