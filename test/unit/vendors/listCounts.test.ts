// The count of the whole list that an answer has reaches the reading as a fact of its page, for every vendor. It never judges
// the reading where no document names it.
import { describe, expect, test } from 'vitest';
import { useAnsweredVendor } from '../../support/answeredVendor.ts';
import { never, scanAll, valueOf } from '../../support/connectVendor.ts';
import { listFor } from '../../support/vendors.ts';

const { answers, connect } = useAnsweredVendor();

const totalOf = async (vendor: string, json: unknown): Promise<number | null> => {
  answers({ status: 200, json });
  return valueOf(await connect(vendor).scan(listFor(vendor, 'agent_one'), null, never)).total;
};

const osvi = { id: 1, phone: '+12125551234' };
const weya = { _id: 'r1', phoneNumber: '12125551234' };
const yappr = { id: 'r1', phone_number: '+12125551234' };
const fluents = { id: 'r1', phoneNumber: '+12125551234' };

describe('the count in an answer', () => {
  test.each<[string, unknown, number | null]>([
    ['osvi', { success: true, data: [], meta: { current_page: 1, total_pages: 0, total_count: 0 } }, 0],
    ['osvi', { meta: { total_count: 730, current_page: 1, total_pages: 8 }, data: [osvi], success: true }, 730],
    ['weya', { data: { pagination: { total: 12, page: 1, totalPages: 2 }, dncList: [weya] } }, 12],
    ['yappr', { data: [yappr], total: 4000 }, 4000],
    ['yappr', { total_count: 4000, data: [yappr] }, 4000],
    ['yappr', { data: [yappr], pagination: { total: 4000 } }, 4000],
    ['yappr', { items: [yappr], meta: { total_count: 4000 } }, 4000],
    ['yappr', { data: [yappr] }, null],
    ['yappr', [yappr], null],
    ['yappr', { data: [yappr], total: 'many', pagination: 7 }, null],
    ['yappr', { data: [yappr], total: -1 }, null],
    ['fluents', { items: [fluents], total: 9, has_more: true }, 9],
    ['fluents', { data: [fluents], pagination: { total: 9 } }, 9],
    ['fluents', [fluents], null],
  ])('%s %j is %j', async (vendor, json, total) => {
    expect(await totalOf(vendor, json)).toBe(total);
  });

  test('that no document names ends no reading and spoils none: it may be of this page, or of before', async () => {
    const list = [0, 1, 2].map((at) => ({ ...yappr, id: `r${at}`, phone_number: `+1212555123${at}` }));
    answers(
      { status: 200, json: { data: list.slice(0, 2), total: 2 } },
      { status: 200, json: { data: list.slice(2), total: 900 } },
      { status: 200, json: { data: [], total: 0 } },
    );
    expect(valueOf(await scanAll(connect('yappr'))).records).toHaveLength(3);
  });
});
