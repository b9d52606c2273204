/** What is told of a server that did not prove who it is, and what to do about it. No password was sent to one. */
import { HubProblem, type HubPlace } from '../hubPort.ts';

/** Codes of Node and OpenSSL for a certificate whose authority is not known. */
const unknownAuthority: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
]);

/** The problem that an error while connecting tells of the server's certificate; undefined: it is about something else. */
export function findTlsProblem({ host, ca }: HubPlace, error: unknown): HubProblem | undefined {
  const { code = '', message } = error as { readonly code?: string; readonly message: string };
  const made = (what: string, next: string) =>
    new HubProblem('tls', `The server at ${host} ${what}. No password was sent to it. ${next}`, error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return made(
      'shows the certificate of another name',
      'An admin invites with the name that is in the certificate (dnc-desk hub invite --host).',
    );
  if (code === 'CERT_HAS_EXPIRED')
    return made('shows a certificate that has expired', "Its admin renews it, unless this computer's clock is wrong.");
  if (code === 'CERT_NOT_YET_VALID')
    return made('shows a certificate that is not valid yet', "See first whether this computer's clock is right.");
  if (unknownAuthority.has(code))
    return made(
      ca === null
        ? 'shows a certificate of an authority that this computer does not know'
        : 'shows a certificate that is not of the authority in the invitation',
      "An admin invites with that authority's certificate (dnc-desk hub invite --ca FILE), if the server is the right one.",
    );
  if (/does not support SSL|establishing an SSL connection/.test(message))
    return made('does not offer TLS', 'Its admin switches that on (ssl = on).');
  if (/^(CERT_|ERR_TLS_|ERR_SSL_)/.test(code) || code === 'EPROTO' || /certificate/i.test(message))
    return made(`did not prove that it is the right one (${message})`, 'Ask its admin.');
  return undefined;
}
