/**
 * How the command line and the owner of a data directory prove to each other who they are, before either says anything
 * else. Both know the secret of the owner's run, which stands in owner.json for this person alone. Each sends a challenge
 * and gets the HMAC of both challenges under that secret; the words keep the answers of the two sides apart, so that
 * neither can be sent back as the other's.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The side that proves itself. */
export type Prover = 'owner' | 'command';

/** The challenge that was sent with the connection and the one that came back, in this order for both sides. */
export type Challenges = { readonly command: string; readonly owner: string };

/** Headers of the handshake: a challenge on the way there; one, and the owner's proof, on the way back. */
export const proofHeaders = { challenge: 'x-desk-challenge', proof: 'x-desk-proof' } as const;

/** What the owner sends once it believes the command: only now does either say more. */
export const welcome = 'welcome';

/** 256 unguessable bits, in letters that a header can carry. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The proof of one side. `secret`: of the owner's run. */
export function prove(secret: string, prover: Prover, { command, owner }: Challenges): string {
  return createHmac('sha256', secret).update(`dnc-desk ${prover} ${command} ${owner}`).digest('base64url');
}

/** Whether `proof` is what this side would have sent, compared in constant time. */
export function isProof(proof: string, secret: string, prover: Prover, challenges: Challenges): boolean {
  const [given, right] = [proof, prove(secret, prover, challenges)].map((text) => Buffer.from(text));
  return given !== undefined && right !== undefined && given.length === right.length && timingSafeEqual(given, right);
}

/** A challenge as it comes in a header; undefined for anything else. */
export function parseChallenge(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value) ? value : undefined;
}
