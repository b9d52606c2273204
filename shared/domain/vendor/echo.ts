/**
 * What was sent to a vendor against what it made of it. A vendor may cut a reason, drop the milliseconds of an end, or
 * write a text in its own way; that is no change by anybody. What was sent is remembered together with what came back,
 * and afterwards a record is read in the words in which it was sent. Pure.
 */
import { assertNever } from '../../assertNever.ts';
import { type Instant, toEpochMs } from '../time/instant.ts';
import { laterUntil } from '../entry/scope.ts';
import { coversAgents } from './merge.ts';
import type { RemoteFields } from './remote.ts';
import { isCutOf, isSameText } from './vendorText.ts';

type FieldName = keyof RemoteFields;

/**
 * Per field that came back otherwise than it was sent: both, and how many requests in a row had this outcome (a way of
 * writing that is known to be none counts as often enough).
 */
export type Echo = {
  readonly [F in FieldName]?: {
    readonly sent: RemoteFields[F];
    readonly came: RemoteFields[F];
    readonly times: number;
  };
};

/** One repeat, and then it is known that the vendor makes this of it. */
const oftenEnough = 2;
/** Where the vendor blocks less than it was told, a person is asked, and what is decided is sent once more: the answers may have been wrong. */
const decided = 3;
/** The vendor made the same of what was decided: then it is its way, and nothing is sent any more. */
const known = 4;
const minute = 60_000;

/**
 * What a sight tells of the vendor's way of writing.
 * @param base what both agreed on, in our words
 * @param sent the fields that a request carried, if this is its outcome
 * @param came the record as the vendor shows it
 * @param kept the fields that can be sent again: for others it makes no difference
 */
export function echoAfter(
  before: Echo | null,
  base: RemoteFields | null,
  sent: Partial<RemoteFields> | undefined,
  came: RemoteFields,
  kept: readonly FieldName[],
): Echo | null {
  const after = Object.fromEntries(
    kept.flatMap((field) => {
      const former = before?.[field];
      const wasSent = sent?.[field] !== undefined;
      const told: RemoteFields | null = wasSent ? { ...came, ...sent } : base;
      if (told === null) return former === undefined ? [] : [[field, former]];
      const one = { sent: told[field], came: came[field] };
      if (isExact(field, told, came)) return wasSent || former === undefined ? [] : [[field, former]];
      if (isFold(field, told, came)) return [[field, { ...one, times: known }]];
      if (!wasSent) return former === undefined ? [] : [[field, former]];
      const isAgain = JSON.stringify([former?.sent, former?.came]) === JSON.stringify([one.sent, one.came]);
      return [[field, { ...one, times: isAgain ? (former?.times ?? 0) + 1 : 1 }]];
    }),
  ) as Echo;
  return Object.keys(after).length === 0 ? null : after;
}

/**
 * The record as the vendor shows it, in the words in which it was sent. An end that the vendor has made earlier, and that is over
 * at `at`, is what it shows: then the vendor blocks no more, whatever it was told.
 */
export function readThrough(fields: RemoteFields, echo: Echo | null, at?: Instant): RemoteFields {
  const isOver = at !== undefined && fields.until !== null && fields.until <= at;
  return read(fields, echo, (field, one) => {
    if (field === 'until' && isOver) return false;
    return one.times >= (isWeaker(field, one) ? known : oftenEnough);
  });
}

/**
 * What both agreed on, in our words: what the vendor took and did not keep was agreed all the same, so that it is asked
 * about where the vendor blocks less than it was told. Once that is decided, both agree on what is there until it is sent again.
 */
export function agreedThrough(base: RemoteFields | null, echo: Echo | null): RemoteFields | null {
  return base === null
    ? null
    : read(base, echo, (field, one) => one.times >= oftenEnough && !(one.times === decided && isWeaker(field, one)));
}

/** A person has decided about the record: what the vendor makes of it is its way from then on, once it has made the same of it again. */
export function afterDecision(echo: Echo | null): Echo | null {
  if (echo === null) return null;
  return Object.fromEntries(
    Object.entries(echo).map(([field, one]) => [
      field,
      one.times < oftenEnough ? one : { ...one, times: Math.max(one.times, decided) },
    ]),
  ) as Echo;
}

/** Whether the vendor was told more of a block, more than once, than it keeps, and shows that now. */
export function keepsLess(seen: RemoteFields, echo: Echo | null): boolean {
  if (echo === null) return false;
  return (['until', 'agents'] as const).some((field) => {
    const one = echo[field];
    if (one === undefined || !isExact(field, { ...seen, [field]: one.came }, seen)) return false;
    return one.times >= oftenEnough && !isNearly(field, one) && isWeaker(field, one);
  });
}

/** An end without its seconds is no less. */
function isNearly(field: FieldName, { sent, came }: FieldEcho): boolean {
  const none: RemoteFields = { reason: null, until: null, agents: null };
  return isFold(field, { ...none, [field]: sent }, { ...none, [field]: came });
}

type FieldEcho = {
  readonly sent: RemoteFields[FieldName];
  readonly came: RemoteFields[FieldName];
  readonly times: number;
};

function read(
  fields: RemoteFields,
  echo: Echo | null,
  isKnown: (field: FieldName, one: FieldEcho) => boolean,
): RemoteFields {
  if (echo === null) return fields;
  const through = <F extends FieldName>(field: F): RemoteFields[F] => {
    const one: FieldEcho | undefined = echo[field];
    if (one === undefined) return fields[field];
    const isWays = isKnown(field, one) && isExact(field, { ...fields, [field]: one.came }, fields);
    return isWays || isFold(field, { ...fields, [field]: one.sent }, fields)
      ? (one.sent as RemoteFields[F])
      : fields[field];
  };
  return { reason: through('reason'), until: through('until'), agents: through('agents') };
}

/** Whether the vendor keeps less of a block than it was sent. */
function isWeaker(field: FieldName, { sent, came }: FieldEcho): boolean {
  const none: RemoteFields = { reason: null, until: null, agents: null };
  const [told, kept] = [
    { ...none, [field]: sent },
    { ...none, [field]: came },
  ];
  return laterUntil(told.until, kept.until) !== kept.until || !coversAgents(kept.agents, told.agents);
}

function isExact(field: FieldName, a: RemoteFields, b: RemoteFields): boolean {
  return field === 'agents' ? String(a.agents) === String(b.agents) : a[field] === b[field];
}

/** Whether a vendor that keeps less of the text, or of the time, makes the one of the other. */
function isFold(field: FieldName, sent: RemoteFields, came: RemoteFields): boolean {
  switch (field) {
    case 'reason':
      return (
        isSameText(sent.reason, came.reason) ||
        (sent.reason !== null && came.reason !== null && isCutOf(sent.reason, came.reason))
      );
    case 'until':
      return (
        sent.until !== null && came.until !== null && Math.abs(toEpochMs(sent.until) - toEpochMs(came.until)) < minute
      );
    case 'agents':
      return coversAgents(sent.agents, came.agents) && coversAgents(came.agents, sent.agents);
    default:
      return assertNever(field);
  }
}
