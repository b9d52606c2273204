/**
 * One vendor call: sends it, checks the answer against its wire schema, and classifies what went wrong. The rules here
 * hold for every vendor; an adapter adds what its vendor documents through `explain`.
 */
import type { ZodType } from 'zod';
import type { ErrorClass, VendorAnswer, VendorFailure, VendorHttp, VendorRequest, VendorResult } from './adapter.ts';
import { quoteVendor, toFailure } from './failure.ts';
import type { AnswerReading } from '../json/answerReader.ts';
import type { BuiltRecord } from '../json/recordBuilder.ts';
import { pathOfIssue } from '../json/schemaPath.ts';
import { mergeShapes, nothing, type Shape, shapeOf } from '../json/shape.ts';
import { callerWords as say } from '../../../shared/words/core/vendors.ts';

/** What `deniesSuccess` looks at. */
const denial: Shape = {
  keys: new Map(['success', 'status', 'code', 'statusCode'].map((key) => [key, nothing])),
  elements: null,
};

/** What an adapter knows about a refusal; null leaves it to the general rules. */
export type Explanation = Pick<VendorFailure, 'class' | 'message'> &
  Partial<Pick<VendorFailure, 'effect' | 'listGone' | 'refusesAgents'>>;

/** A refusal as the vendor put it: the status (of the body, if that has one), the raw text and a printable quote. */
export type Refusal = { readonly status: number; readonly text: string; readonly quote: string };

/**
 * The lists of records in an answer: where they may stand, as keys from the outside in, and the schema of one record, which
 * says what of it is used. `take` gets each record as it comes. It has whatever came when the call fails later: then drop it.
 */
export type CallRecords = {
  readonly at: readonly (readonly string[])[];
  readonly schema: ZodType;
  readonly take: (record: BuiltRecord) => void;
};

type Call<T> = Omit<VendorRequest, 'headers' | 'reading'> & {
  /** Of the whole answer; the lists of `records` are empty in it. */
  readonly schema: ZodType<T>;
  readonly records?: CallRecords;
  readonly explain?: (refusal: Refusal) => Explanation | null;
};

export type Caller = <T>(call: Call<T>, signal: AbortSignal) => Promise<VendorResult<T>>;

export type CallerOptions = {
  readonly vendor: string;
  readonly http: VendorHttp;
  readonly token: string;
  readonly headers: (token: string) => Readonly<Record<string, string>>;
  /** The schema of an error, which says what of a body `readError` uses. */
  readonly errors: ZodType;
  /** The vendor's error text in a JSON body, or undefined when the body has not the vendor's error shape. */
  readonly readError: (json: unknown) => string | undefined;
};

/** The header of a bearer token (RFC 6750, section 2.1). */
export function bearer(token: string): { readonly Authorization: string } {
  return { Authorization: `Bearer ${token}` };
}

/**
 * The caller of one connection. A call never throws: an answer that does not fit its schema is `retry`, and every
 * refusal is classified, first by the adapter's `explain`, then by its status.
 */
export function createCaller({ vendor, http, token: given, headers, errors, readError }: CallerOptions): Caller {
  const token = given.trim();
  const always = mergeShapes(shapeOf(errors), denial);

  function readingOf<T>({ schema, records }: Call<T>): AnswerReading {
    const lists = records === undefined ? null : { ...records, shape: shapeOf(records.schema) };
    return { shape: mergeShapes(shapeOf(schema), always), lists };
  }

  function judge<T>({ schema, explain, method }: Call<T>, { status, json, retryAt }: VendorAnswer): VendorResult<T> {
    const isWrite = method !== 'GET';
    const says2xx = status >= 200 && status < 300;
    const denies = says2xx && deniesSuccess(json);
    if (says2xx && !denies) {
      const parsed = schema.safeParse(json);
      if (parsed.success) return { ok: true, value: parsed.data, status };
      const message = say.answeredInAFormThat(vendor, pathOfIssue(parsed.error));
      return toFailure('retry', message, { status, retryAt, effect: isWrite ? 'unknown' : 'notDone' });
    }
    const text = readError(json);
    const refusal = {
      status: denies ? statusOf(json) : status,
      text: text ?? '',
      quote: text === undefined || text === '' ? '' : say.itSaid(quoteVendor(text, token)),
    };
    const known = text === undefined ? null : (explain?.(refusal) ?? null);
    const { effect, ...explanation } = known ?? explainStatus(refusal, vendor, text !== undefined);
    // A 200 that denies success contradicts itself: only reading back tells whether the write was made.
    const doubt = isWrite && (denies || refusal.status === 408);
    return {
      ...toFailure('retry', '', { status, retryAt }),
      ...explanation,
      effect: doubt ? 'unknown' : (effect ?? 'notDone'),
    };
  }

  return async <T>(call: Call<T>, signal: AbortSignal): Promise<VendorResult<T>> => {
    if (!/^[\x21-\x7e]+$/.test(token)) {
      const message = say.theTokenForIsEnter(vendor, token);
      return toFailure('auth', message);
    }
    const { schema: _schema, records: _records, explain: _explain, ...request } = call;
    const reading = readingOf(call);
    let judged: VendorResult<T> | undefined;
    // Judged before the request is traced, so that the run's log has the vendor's words too.
    const response = await http.request({ ...request, reading, headers: headers(token) }, signal, (answer) => {
      judged = judge(call, answer);
      // A look-up that finds nothing is an answer, not a failure.
      return judged.ok || (judged.class === 'notFound' && call.method === 'GET') ? null : judged.message;
    });
    return judged ?? (response.ok ? judge(call, response) : response);
  };
}

/** A body that contradicts its status: `success: false`, `status: false`, or an error status inside a 2xx answer. */
function deniesSuccess(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return (
    ('success' in json && json.success === false) ||
    ('status' in json && json.status === false) ||
    statusOf(json) >= 400
  );
}

function statusOf(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 0;
  if ('code' in json && typeof json.code === 'number') return json.code;
  if ('statusCode' in json && typeof json.statusCode === 'number') return json.statusCode;
  return 0;
}

function explainStatus({ status, quote }: Refusal, vendor: string, isVendorsShape: boolean): Explanation {
  const as = (kind: ErrorClass, message: string): Explanation => ({ class: kind, message });
  if (status === 401) return as('auth', say.refusedTheToken(vendor, quote));
  if (status === 403) return as('forbidden', say.doesNotAllowThis(vendor, quote));
  if (status === 402) return as('auth', say.asksForPaymentBefore(vendor, quote));
  if (status === 404 && !isVendorsShape) {
    return as('retry', say.sInterfaceWasNot(vendor));
  }
  if (status === 404) return as('rejected', say.didNotFindWhatThe(vendor, quote));
  if (status === 408 || status === 425) return as('retry', say.asksToSendTheRequest(vendor, status));
  if (status >= 400 && status < 500) return as('rejected', say.refusedTheRequest(vendor, status, quote));
  return as('retry', say.reportedAFailure(vendor, quote));
}
