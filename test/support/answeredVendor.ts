// For tests of one adapter against written answers: an answer server for the whole file, and connections to it that are
// closed after each test.
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { VendorConnection } from '../../electron/core/vendors/adapter.ts';
import { type Answer, type Asked, startAnswerServer, type AnswerServer } from './answerServer.ts';
import { type ConnectedVendor, connectVendor } from './connectVendor.ts';

export const TOKEN = 's3cret-token-0001';

export interface AnsweredVendor {
  readonly connect: (vendor: string, settings?: Record<string, string>, token?: string) => VendorConnection;
  readonly answers: (...answers: Answer[]) => void;
  readonly asked: () => readonly Asked[];
  /** The query of one request. */
  readonly query: (index: number) => Record<string, string>;
}

/** Registers the hooks of a test file; call it once at the top. */
export function useAnsweredVendor(): AnsweredVendor {
  let server: AnswerServer | undefined;
  const open: ConnectedVendor[] = [];
  const running = (): AnswerServer => {
    if (server === undefined) throw new Error('the answer server runs only while tests do');
    return server;
  };
  beforeAll(async () => {
    server = await startAnswerServer();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((vendor) => vendor.close()));
  });
  afterAll(() => running().close());
  return {
    connect: (vendor, settings = {}, token = TOKEN) => {
      const connected = connectVendor({ vendor, baseUrl: running().baseUrl, token, settings });
      open.push(connected);
      return connected.connection;
    },
    answers: (...answers) => running().answers(...answers),
    asked: () => running().asked,
    query: (index) => Object.fromEntries(new URL(running().asked[index]?.url ?? '', running().baseUrl).searchParams),
  };
}
