// The fault plan: JSON that says which requests go wrong and how. A plan is data (a file, a command line argument, a
// control call). What it does depends only on the requests and its seed, so a failing run can be repeated.
// faultAnswers.ts carries the actions out.
import { z } from 'zod';
import { seededRandom } from './randomness.ts';
import type { VendorName } from './sandboxTypes.ts';
import { vendorNames } from './sandboxVendors.ts';

/** Whether the request still takes effect at the vendor. */
const commit = z.boolean().default(true);

const faultAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('dropBeforeCommit') }),
  z.strictObject({ do: z.literal('dropAfterCommit') }),
  z.strictObject({ do: z.literal('dropMidBody'), commit }),
  z.strictObject({
    do: z.literal('status'),
    status: z.int().min(400).max(599),
    when: z.enum(['before', 'after']).default('before'),
  }),
  z.strictObject({
    do: z.literal('rateLimited'),
    /** Seconds, any text, or an instant so many ms from now: an HTTP-date, or seconds since 1970. Absent: no header. */
    retryAfter: z
      .union([
        z.number(),
        z.string(),
        z.strictObject({ dateInMs: z.number() }),
        z.strictObject({ epochInMs: z.number() }),
      ])
      .optional(),
  }),
  z.strictObject({
    do: z.literal('hang'),
    ms: z.int().min(0),
    /** When the request takes effect: on arrival, only with the answer (which may reach nobody), or never. */
    commit: z.enum(['first', 'last', 'never']).default('first'),
  }),
  z.strictObject({ do: z.literal('repeatPreviousAnswer'), commit }),
  z.strictObject({ do: z.literal('truncatedJson'), commit }),
  z.strictObject({ do: z.literal('htmlLogin'), commit: z.boolean().default(false) }),
  z.strictObject({ do: z.literal('successFalse'), commit: z.boolean().default(false) }),
  z.strictObject({
    do: z.literal('hugeBody'),
    bytes: z
      .int()
      .min(1)
      .default(50 * 1024 * 1024),
    commit,
  }),
  z.strictObject({ do: z.literal('unauthorized') }),
  z.strictObject({ do: z.literal('redirectTo'), location: z.string(), status: z.int().min(300).max(399).default(307) }),
  z.strictObject({ do: z.literal('shiftPages'), by: z.int().default(1) }),
  z.strictObject({ do: z.literal('endlessPages') }),
  z.strictObject({ do: z.literal('staleReads'), writes: z.int().min(1).max(1000).default(1) }),
  z.strictObject({ do: z.literal('emptyList') }),
  /** No fault of the vendor: somebody acts there right before the request takes effect, or right after. */
  z.strictObject({
    do: z.literal('meanwhile'),
    when: z.enum(['before', 'after']).default('before'),
    /** Calls of the control, in order. */
    calls: z.array(z.strictObject({ call: z.string(), input: z.unknown() })).min(1),
  }),
]);

const faultRule = z.strictObject({
  name: z.string().optional(),
  vendor: z.enum(vendorNames).optional(),
  tenant: z.string().optional(),
  method: z.union([z.string(), z.array(z.string())]).optional(),
  /** A regular expression, tried on the path and query without the vendor's prefix. */
  path: z.string().refine(isRegularExpression, 'not a regular expression').optional(),
  /** Which of the matching requests, counted from 1. */
  nth: z.union([z.int().min(1), z.array(z.int().min(1))]).optional(),
  /** From this matching request on. */
  from: z.int().min(1).optional(),
  /** Up to and including this matching request. */
  until: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  /** Fires at most this many times. */
  times: z.int().min(1).optional(),
  action: faultAction,
});

export const faultPlan = z.strictObject({ seed: z.int().default(1), rules: z.array(faultRule) });

/** A plan as it is written: defaults may be left out. */
export type FaultPlanInput = z.input<typeof faultPlan>;
export type FaultPlan = z.output<typeof faultPlan>;
export type FaultAction = z.output<typeof faultAction>;
type FaultRule = z.output<typeof faultRule>;

export type FaultPlanResult = { ok: true; plan: FaultPlan } | { ok: false; code: 'badFaultPlan'; message: string };

/**
 * Reads a plan from JSON text: `{seed?, rules: [{…, action: {do: …}}]}` or just the array of rules.
 * The message names the first field that does not fit.
 */
export function parseFaultPlan(text: string): FaultPlanResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, code: 'badFaultPlan', message: 'The fault plan is not valid JSON.' };
  }
  const parsed = faultPlan.safeParse(Array.isArray(json) ? { rules: json } : json);
  if (parsed.success) return { ok: true, plan: parsed.data };
  const issue = parsed.error.issues[0];
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  return { ok: false, code: 'badFaultPlan', message: `The fault plan does not fit${where}: ${issue?.message ?? ''}` };
}

function isRegularExpression(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

export interface FaultSubject {
  readonly vendor: VendorName;
  readonly tenant: string | null;
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
}

export interface FiredFault {
  readonly action: FaultAction;
  /** How often this rule has fired, this time included. */
  readonly fired: number;
}

/**
 * Decides, request by request, which rule fires. Every rule counts the requests that match it; the first rule that
 * fires wins.
 */
export class FaultRunner {
  readonly #rules: { rule: FaultRule; path: RegExp | undefined; seen: number; fired: number }[];
  readonly #random: () => number;

  constructor(plan: FaultPlan) {
    this.#random = seededRandom(plan.seed);
    this.#rules = plan.rules.map((rule) => ({
      rule,
      path: rule.path === undefined ? undefined : new RegExp(rule.path),
      seen: 0,
      fired: 0,
    }));
  }

  decide(subject: FaultSubject): FiredFault | undefined {
    let chosen: FiredFault | undefined;
    for (const entry of this.#rules) {
      if (!matches(entry.rule, entry.path, subject)) continue;
      entry.seen += 1;
      if (chosen || !isDue(entry.rule, entry.seen, entry.fired)) continue;
      if (entry.rule.probability !== undefined && this.#random() >= entry.rule.probability) continue;
      entry.fired += 1;
      chosen = { action: entry.rule.action, fired: entry.fired };
    }
    return chosen;
  }
}

function matches(rule: FaultRule, path: RegExp | undefined, subject: FaultSubject): boolean {
  if (rule.vendor !== undefined && rule.vendor !== subject.vendor) return false;
  if (rule.tenant !== undefined && rule.tenant !== subject.tenant) return false;
  if (rule.method !== undefined && ![rule.method].flat().includes(subject.method)) return false;
  return path === undefined || path.test(subject.path);
}

function isDue(rule: FaultRule, seen: number, fired: number): boolean {
  if (rule.nth !== undefined && ![rule.nth].flat().includes(seen)) return false;
  if (rule.from !== undefined && seen < rule.from) return false;
  if (rule.until !== undefined && seen > rule.until) return false;
  return rule.times === undefined || fired < rule.times;
}
