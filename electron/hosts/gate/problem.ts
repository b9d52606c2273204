/** What the gate says when it does not answer: RFC 9457, and always "blocked", so that a program that looks no further calls nobody. */
import type { ServerResponse } from 'node:http';
import type { GateProblem } from '../../../shared/contract/gateApi.ts';
import { sendWhole } from '../web/answers.ts';

const titles = {
  400: 'The request cannot be read',
  401: 'No token that works',
  403: 'Not for this token',
  404: 'Nothing here',
  405: 'Not this method',
  409: 'The key was used',
  413: 'Too large',
  415: 'Not JSON',
  422: 'The request cannot be used',
  429: 'Too many requests',
  500: 'This failed',
  503: 'Not answered now: blocked',
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

/** Sends it, with the headers that its status asks for. */
export function sendProblem(response: ServerResponse, { status, detail, field, headers = {} }: Refused): void {
  const problem: GateProblem = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    blocked: true,
    verdict: 'blocked',
    ...(field === undefined ? {} : { field }),
  };
  const body = Buffer.from(JSON.stringify(problem));
  response.writeHead(status, { ...headers, 'content-type': 'application/problem+json', 'content-length': body.length });
  sendWhole(response, body, mostDropped);
}

/** The gate is closed, with a sentence why; a program may ask again in half a minute. */
export const closedFor = (detail: string): Refused => ({ status: 503, detail, headers: { 'retry-after': '30' } });
