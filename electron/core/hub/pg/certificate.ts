/** What is told of a server that did not prove who it is, and what to do about it. No password was sent to one. */
import { HubProblem, type HubPlace } from '../hubPort.ts';
import { certificateWords as say } from '../../../../shared/words/core/hub.ts';

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
    new HubProblem('tls', say.theServerAtNoPassword(host, what, next), error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return made(say.showsTheCertificate, say.anAdminInvitesWith);
  if (code === 'CERT_HAS_EXPIRED') return made(say.showsACertificate, say.itsAdminRenewsIt);
  if (code === 'CERT_NOT_YET_VALID') return made(say.showsACertificateThat, say.seeFirstWhetherThis);
  if (unknownAuthority.has(code))
    return made(ca === null ? say.showsACertificateOf : say.showsACertificateThatIs, say.anAdminInvitesWithThat);
  if (/does not support SSL|establishing an SSL connection/.test(message))
    return made(say.doesNotOfferTls, say.itsAdminSwitches);
  if (/^(CERT_|ERR_TLS_|ERR_SSL_)/.test(code) || code === 'EPROTO' || /certificate/i.test(message))
    return made(say.didNotProveThatIt(message), say.askItsAdmin);
  return undefined;
}
