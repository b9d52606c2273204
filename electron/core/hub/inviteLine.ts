/** The one line by which a desk joins a shared list: where it is and a login, as an admin's command prints it. It is a secret. */
import { z } from 'zod';
import { type Answer, refuse } from '../answer.ts';
import type { HubPlace } from './hubPort.ts';
import { inviteLineWords as say } from '../../../shared/words/core/hub.ts';

const prefix = 'dnc-desk-hub:';

const wire = z.object({
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  database: z.string().min(1).max(63),
  login: z.string().min(1).max(63),
  password: z.string().min(1).max(255),
  ca: z.string().max(15_000).nullable(),
});

export type Invitation = { readonly place: HubPlace; readonly password: string };

/** Writes the line. */
export function toInviteLine({ place, password }: Invitation): string {
  return `${prefix}${Buffer.from(JSON.stringify({ ...place, password })).toString('base64url')}`;
}

/** Reads a line, also one that a mail has broken into several. */
export function parseInviteLine(line: string): Answer<Invitation> {
  const text = line.replaceAll(/\s+/g, '');
  const unread = refuse(say.thatIsNoLineOf, 'line');
  if (!text.startsWith(prefix)) return unread;
  let found: unknown;
  try {
    found = JSON.parse(Buffer.from(text.slice(prefix.length), 'base64url').toString('utf8'));
  } catch {
    return unread;
  }
  const parsed = wire.safeParse(found);
  if (!parsed.success) return unread;
  const { password, ...place } = parsed.data;
  return { ok: true, value: { place, password } };
}
