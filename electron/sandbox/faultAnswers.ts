// Carries out one fault on one HTTP request. `commit` runs the vendor model: an action calls it, or not, and so decides
// whether the request takes effect. What then goes over the wire, if anything, is decided here. The list faults
// (shifted, endless, stale, empty) are not handled here: they change the view from which the model lists.
import type { ServerResponse } from 'node:http';
import type { FaultAction } from './faultPlan.ts';
import type { ListView, Reply } from './sandboxTypes.ts';

/** An answer ready for the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FaultSurroundings {
  readonly response: ServerResponse;
  readonly now: number;
  /** Makes a call of the control. @throws where there is none of this name, or its input does not fit */
  readonly act: (call: string, input: unknown) => void;
  /** Runs the request through the vendor model and answers what that says. */
  readonly commit: () => Reply;
  /** An error in the vendor's shape. */
  readonly problem: (status: number, message: string, code: string) => Reply;
  /** The last answer that this tenant got. */
  readonly previous: WireAnswer | undefined;
  /** Sends an answer, and notes that it was given. */
  readonly send: (answer: WireAnswer) => void;
  /** Notes that the client got no answer, or no whole one. */
  readonly noteStatus: (status: number | null) => void;
  readonly later: (run: () => void, ms: number) => void;
}

const PLAIN_VIEW: ListView = { staleBy: 0, shiftBy: 0, endless: false, empty: false };

/** How a fault changes the lists; every other action leaves them as they are. */
export function viewOf(action: FaultAction | undefined, fired: number): ListView {
  if (action?.do === 'shiftPages') return { ...PLAIN_VIEW, shiftBy: action.by * fired };
  if (action?.do === 'endlessPages') return { ...PLAIN_VIEW, endless: true };
  if (action?.do === 'staleReads') return { ...PLAIN_VIEW, staleBy: action.writes };
  if (action?.do === 'emptyList') return { ...PLAIN_VIEW, empty: true };
  return PLAIN_VIEW;
}

/** An answer of a vendor model, ready to be sent. */
export function toWireAnswer(reply: Reply): WireAnswer {
  const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
  const type: Record<string, string> = reply.body === undefined ? {} : { 'content-type': 'application/json' };
  return { status: reply.status, headers: { ...type, ...reply.headers }, body };
}

/** Answers the request as the action says, or not at all. */
export function answerWithFault(action: FaultAction, around: FaultSurroundings): void {
  const { response, commit, send } = around;
  switch (action.do) {
    case 'dropBeforeCommit':
      return drop(around);
    case 'dropAfterCommit':
      commit();
      return drop(around);
    case 'dropMidBody': {
      const { status, headers, body } = toWireAnswer(action.commit ? commit() : { status: 200, body: { data: [] } });
      around.noteStatus(null);
      response.writeHead(status, { ...headers, 'content-length': Math.max(Buffer.byteLength(body), 2) });
      response.write(body.slice(0, Math.max(1, body.length >> 1)), () => response.destroy());
      return undefined;
    }
    case 'status': {
      if (action.when === 'after') commit();
      return send(
        action.status > 500
          ? html(action.status, `<h1>${action.status}</h1><p>The upstream server did not answer.</p>`)
          : toWireAnswer(around.problem(action.status, 'Something went wrong', 'INTERNAL_ERROR')),
      );
    }
    case 'rateLimited': {
      const reply = toWireAnswer(around.problem(429, 'Too many requests', 'RATE_LIMITED'));
      const retryAfter = retryAfterText(action.retryAfter, around.now);
      const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      return send({ ...reply, headers: { ...reply.headers, ...headers } });
    }
    case 'hang': {
      const early = action.commit === 'first' ? commit() : undefined;
      around.noteStatus(null);
      return around.later(() => {
        const late =
          action.commit === 'last' ? commit() : around.problem(500, 'Something went wrong', 'INTERNAL_ERROR');
        if (!response.destroyed) send(toWireAnswer(early ?? late));
      }, action.ms);
    }
    case 'repeatPreviousAnswer': {
      const proper = action.commit || !around.previous ? toWireAnswer(commit()) : undefined;
      const answer = around.previous ?? proper;
      return answer && send(answer);
    }
    case 'truncatedJson': {
      const answer = toWireAnswer(action.commit ? commit() : { status: 200, body: { data: [] } });
      return send({ ...answer, body: answer.body.slice(0, answer.body.length >> 1) });
    }
    case 'htmlLogin':
      if (action.commit) commit();
      return send(html(200, '<h1>Log in</h1><form method="post"><input name="password" type="password"></form>'));
    case 'successFalse': {
      if (action.commit) commit();
      const message = 'The request could not be completed';
      return send(
        toWireAnswer({ status: 200, body: { success: false, status: false, code: 500, error: message, message } }),
      );
    }
    case 'hugeBody': {
      if (action.commit) commit();
      around.noteStatus(200);
      return sendHugeBody(response, action.bytes);
    }
    case 'unauthorized':
      return send(toWireAnswer(around.problem(401, 'Invalid API token', 'UNAUTHORIZED')));
    case 'redirectTo':
      return send({ status: action.status, headers: { location: action.location }, body: '' });
    case 'meanwhile': {
      const actAll = (): void => {
        for (const { call, input } of action.calls) around.act(call, input);
      };
      if (action.when === 'before') actAll();
      const reply = commit();
      if (action.when === 'after') actAll();
      return send(toWireAnswer(reply));
    }
    case 'shiftPages':
    case 'endlessPages':
    case 'staleReads':
    case 'emptyList':
      return send(toWireAnswer(commit()));
  }
}

function drop(around: FaultSurroundings): void {
  around.noteStatus(null);
  around.response.destroy();
}

function html(status: number, inner: string): WireAnswer {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status, headers, body: `<!doctype html><html><body>${inner}</body></html>` };
}

type RetryAfter = Extract<FaultAction, { do: 'rateLimited' }>['retryAfter'];

function retryAfterText(retryAfter: RetryAfter, now: number): string | undefined {
  if (retryAfter === undefined) return undefined;
  if (typeof retryAfter !== 'object') return String(retryAfter);
  return 'dateInMs' in retryAfter
    ? new Date(now + retryAfter.dateInMs).toUTCString()
    : String(Math.ceil((now + retryAfter.epochInMs) / 1000));
}

/** Valid JSON up to its very end, in pieces, for as long as the client reads. */
function sendHugeBody(response: ServerResponse, bytes: number): void {
  const piece = 'x'.repeat(64 * 1024);
  let left = bytes;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"padding":"');
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      const part = piece.slice(0, Math.min(left, piece.length));
      left -= part.length;
      if (!response.write(part)) {
        response.once('drain', more);
        return;
      }
    }
    if (!response.destroyed) response.end('"}');
  };
  more();
}
