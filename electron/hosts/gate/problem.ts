/** What the gate says when it does not answer: RFC 9457, and always "blocked", so that a program that looks no further calls nobody. */
import type { ServerResponse } from 'node:http';
import type { GateProblem } from '../../../shared/contract/gateApi.ts';
import { sendWhole } from '../web/answers.ts';
import { problemWords as say } from '../../../shared/words/core/gate.ts';

const titles = {
  400: say.theRequestCannot,
  401: say.noTokenThatWorks,
  403: say.notForThisToken,
  404: say.nothingHere,
  405: say.notThisMethod,
  409: say.theKeyWasUsed,
  413: say.tooLarge,
  415: say.notJson,
  422: say.theRequestCannotBe,
  429: say.tooManyRequests,
  500: say.thisFailed,
  503: say.notAnsweredNowBlocked,
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
