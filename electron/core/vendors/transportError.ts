/**
 * Explains a broken connection: whether the request can have reached the vendor, and why, in one sentence. Only a
 * failure that provably came before the request was sent counts as "not done".
 */
import type { ErrorClass } from './adapter.ts';
import { transportErrorWords as say } from '../../../shared/words/core/vendors.ts';

export type TransportProblem = {
  readonly kind: ErrorClass;
  readonly wasSent: boolean;
  readonly isTimeout: boolean;
  readonly message: string;
};

// From https://nodejs.org/api/tls.html#x509-certificate-error-codes, those that a server's certificate can cause.
const CERTIFICATE_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Explains what undici threw. `host` is named in the sentence. */
export function explainTransport(error: unknown, host: string): TransportProblem {
  const facts = collectFacts(error);
  const has = (code: string): boolean => facts.codes.has(code);
  const unsent = (message: string): TransportProblem => ({
    kind: 'retry',
    wasSent: false,
    isTimeout: false,
    message,
  });
  if (has('UND_ERR_INVALID_ARG')) {
    return {
      kind: 'bug',
      wasSent: false,
      isTimeout: false,
      message: say.theRequestToCould(host),
    };
  }
  if ([...facts.codes].some((code) => CERTIFICATE_CODES.has(code))) {
    return unsent(say.theCertificateOf(host));
  }
  if (has('ENOTFOUND') || has('EAI_AGAIN')) {
    return unsent(say.couldNotBeFoundCheck(host));
  }
  if (has('UND_ERR_CONNECT_TIMEOUT') || facts.syscalls.has('connect') || facts.syscalls.has('getaddrinfo')) {
    return unsent(say.couldNotBeReached(host));
  }
  const isTimeout = has('UND_ERR_HEADERS_TIMEOUT') || has('UND_ERR_BODY_TIMEOUT');
  return {
    kind: 'retry',
    wasSent: true,
    isTimeout,
    message: say.theConnectionToBroke(host),
  };
}

type Facts = { readonly codes: ReadonlySet<string>; readonly syscalls: ReadonlySet<string> };

/** The codes and system calls of an error, of its cause, and of all attempts that an AggregateError holds. */
function collectFacts(error: unknown): Facts {
  const codes = new Set<string>();
  const syscalls = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (!(value instanceof Error) || depth > 4) return;
    if ('code' in value && typeof value.code === 'string') codes.add(value.code);
    if ('syscall' in value && typeof value.syscall === 'string') syscalls.add(value.syscall);
    visit(value.cause, depth + 1);
    if (value instanceof AggregateError) for (const inner of value.errors) visit(inner, depth + 1);
  };
  visit(error, 0);
  return { codes, syscalls };
}
