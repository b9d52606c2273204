/**
 * What the holder of a token may ask, over HTTP and nothing else: whether numbers may be called, to block one because its
 * person asked, and to read the list. The OpenAPI document is made of these schemas (electron/core/gate/openApi.ts). Nothing of
 * the desk's own contract can be reached from here.
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { e164, instantOut, moment, region } from './common.ts';
import { detailsGiven, detailsSaid } from './details.ts';

/** Where the gate's calls are. */
export const gatePath = '/api/v1';

/** Bytes of a body, at most; larger ones are refused unread. */
export const largestBody = { check: 1024 * 1024, requests: 16 * 1024, results: 1024 * 1024 } as const;

const target = z.string().trim().min(1).max(300);
const place = z.string().describe('Where the block holds, by name: everywhere, or an account or agent.');

/** `blocked` is true for all but callable: what is in doubt is not called. */
const gateAnswer = z.object({
  asked: z.string().describe('The number as it was sent.'),
  number: e164.nullable().describe('As it was read; null where it is no number.'),
  verdict: z.enum(['blocked', 'callable', 'inDoubt']),
  blocked: z.boolean().describe('False only where the verdict is callable: ask for this before a call.'),
  rule: z
    .enum(['list', 'conflict', 'registry', 'reading', 'registryInDoubt', 'none'])
    .describe(
      'What decided. list: the company’s own list. conflict: the list and a vendor disagree, and the stronger holds. registry: a national or state list. reading: the text is no number, or can be read as several. registryInDoubt: a registry is too old, damaged, or not loaded for this number. none: nothing blocks it.',
    ),
  where: place.nullable(),
  until: instantOut.nullable().describe('When the block ends; null: it does not, or nothing blocks.'),
  why: z.string().describe('The same in one sentence.'),
});

export const checkAsked = z.strictObject({
  numbers: z
    .array(z.string().max(200))
    .min(1, 'Ask about one number at least.')
    .max(10_000, 'Ask about at most 10,000 numbers at once.')
    .describe('As +12125551234, or in any common way with a region.'),
  region: region.optional().describe('The country of numbers without a country code.'),
  target: target
    .optional()
    .describe('account or account/agent, by name or id. Without it, blocked anywhere is blocked.'),
  at: moment.optional().describe('At this time instead of now. A day means its start.'),
});

const checkAnswered = z.object({
  at: instantOut.describe('When it was answered.'),
  head: z.string().describe('The newest row of the list’s journal then: which list was asked.'),
  answers: z.array(gateAnswer).describe('One for each number, in their order.'),
});

/** What is known of a request; a time that is still to come counts as now. The reference of its call is in two fields below. */
const { callReference: _, ...given } = detailsGiven;

export const requestAsked = z.object({
  number: z.string().min(1).max(200),
  region: region.optional(),
  ...given,
  source: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .optional()
    .describe('Where it comes from, such as the name of the voice agent.'),
  batchId: z.string().trim().min(1).max(200).optional().describe('Reference of the call; together with requestUUID.'),
  requestUUID: z.string().trim().min(1).max(200).optional(),
  target: target.optional().describe('Block for this account or account/agent alone. Without it: everywhere.'),
  key: z.string().min(1).max(200).optional().describe('As the header Idempotency-Key.'),
});

const requestAnswered = z.object({
  blocked: z.literal(true),
  number: e164,
  outcome: z.enum(['added', 'changed', 'revived', 'alreadyThere']),
  why: z.string(),
  batch: z.number().int().nullable().describe('The batch that can be undone in the desk; null: nothing had to change.'),
  at: instantOut,
});

export const entriesAsked = z.strictObject({
  cursor: e164.optional().describe('What `next` said on the page before.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  state: z.enum(['blocked', 'removed', 'expired', 'conflict']).optional().describe('Without it: all but removed.'),
  source: z.enum(['manual', 'import', 'api', 'vendor']).optional(),
  addedFrom: moment.optional(),
  addedTo: moment.optional(),
});

const gateEntry = z.object({
  number: e164,
  state: z.enum(['blocked', 'expired', 'removed', 'conflict']),
  holds: z.array(z.object({ where: place, until: instantOut.nullable() })),
  ...detailsSaid,
  addedAt: instantOut,
  source: z.enum(['manual', 'import', 'api', 'vendor']),
});

const entriesAnswered = z.object({
  entries: z.array(gateEntry).describe('In order of number.'),
  next: e164.nullable().describe('Send it as `cursor` for the next page; null: this is the last.'),
});

/** RFC 9457: what a program is told that hands something in or reads the list. It says nothing of a block, as there may be none. */
export const gateRefusal = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** The field of the request that is at fault. */
  field: z.string().optional(),
});

/** The same to a program that asks. Whatever the problem is, the number is not to be called. */
export const gateProblem = gateRefusal.extend({ blocked: z.literal(true), verdict: z.literal('blocked') });

const base = oc.$route({ tags: ['gate'] });

export const gateApi = {
  check: base
    .route({
      method: 'POST',
      path: '/check',
      summary: 'May these numbers be called?',
      description: 'Needs the scope check. Every answer is logged before it is given.',
    })
    .input(checkAsked)
    .output(checkAnswered),
  requests: base
    .route({
      method: 'POST',
      path: '/requests',
      summary: 'A person asked not to be called: block the number.',
      description:
        'Needs the scope add. What was answered is on the disk. The same key with the same body gets the same answer.',
    })
    .input(requestAsked)
    .output(requestAnswered),
  entries: base
    .route({
      method: 'GET',
      path: '/entries',
      summary: 'The list, page by page.',
      description: 'Needs the scope read.',
    })
    .input(entriesAsked)
    .output(entriesAnswered),
};

export type GateAnswer = z.output<typeof gateAnswer>;
export type CheckAsked = z.output<typeof checkAsked>;
export type RequestAsked = z.output<typeof requestAsked>;
export type RequestAnswered = z.output<typeof requestAnswered>;
export type EntriesAsked = z.output<typeof entriesAsked>;
export type EntriesAnswered = z.output<typeof entriesAnswered>;
export type GateRefusal = z.output<typeof gateRefusal>;
export type GateProblem = z.output<typeof gateProblem>;
