/**
 * What the gate says when it does not answer: RFC 9457. A program that asks is always told "blocked", so that one that looks no
 * further calls nobody; one that hands in a request is not, as it would take the number for blocked.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gatePath, type GateProblem, type GateRefusal } from '../../../shared/contract/gateApi.ts';
import { sendWhole } from '../web/answers.ts';
import { problemWords as say } from '../../../shared/words/core/gate.ts';

const titles = {
  400: say.theRequestCannot,
  401: say.noTokenThatWorks,
  403: say.notAllowed,
  404: say.nothingHere,
  405: say.notThisMethod,
  409: say.theKeyWasUsed,
  413: say.tooLarge,
  415: say.notJson,
  422: say.theRequestCannotBe,
  429: say.tooManyRequests,
  500: say.thisFailed,
  503: say.notAnsweredNow,
} as const;

export type ProblemStatus = keyof typeof titles;

/** A problem as a value: calls throw none of their own. */
export type Refused = {
  readonly status: ProblemStatus;
  readonly detail: string;
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** After a refusal, up to this much of a body is read and dropped. */
const mostDropped = 4 * 1024 * 1024;

/** The calls that do not ask whether a number may be called. */
const asksNothing: ReadonlySet<string> = new Set([`${gatePath}/requests`, `${gatePath}/entries`]);

/** Sends it in answer to a request, with the headers that its status asks for. */
export function sendProblem(
  { url = '/' }: Pick<IncomingMessage, 'url'>,
  response: ServerResponse,
  { status, detail, field, headers = {} }: Refused,
): void {
  const isAsked = !asksNothing.has(url.split('?', 1)[0] ?? '/');
  const problem: GateRefusal | GateProblem = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    ...(isAsked ? { blocked: true, verdict: 'blocked' } : {}),
    ...(field === undefined ? {} : { field }),
  };
  const body = Buffer.from(JSON.stringify(problem));
  response.writeHead(status, { ...headers, 'content-type': 'application/problem+json', 'content-length': body.length });
  sendWhole(response, body, mostDropped);
}

/** The gate is closed, with a sentence why; a program may ask again in half a minute. */
export const closedFor = (detail: string): Refused => ({ status: 503, detail, headers: { 'retry-after': '30' } });
