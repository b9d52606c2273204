/**
 * `hub init`, `invite`, `revoke`, `members`, `upgrade`, `restored`: what the admin of a shared list does, with a login of the database
 * that may make roles. No desk is opened for it.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HubProblem, type HubPlace, type HubRole } from '../../core/hub/hubPort.ts';
import { toInviteLine } from '../../core/hub/inviteLine.ts';
import type { HubAdmin, HubMember } from '../../core/hub/pg/admin.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { hubAdminCommandsWords as say } from '../../../shared/words/cli/gate.ts';

export type AdminFlags = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly ca?: string;
  readonly json?: boolean;
};

type Admin = {
  readonly admin: HubAdmin;
  readonly place: HubPlace;
  readonly terminal: Terminal;
  readonly json: boolean;
};

/** Connects with the password on standard input, works, and tells a problem of the hub in its sentence: exit code 1. */
async function withAdmin(
  flags: AdminFlags,
  terminal: Terminal,
  work: (admin: Admin) => Promise<void>,
): Promise<ExitCode> {
  const { host, port, database, user: login, json = false } = flags;
  let ca: string | null;
  try {
    ca = flags.ca === undefined ? null : readFileSync(resolve(flags.ca), 'utf8');
  } catch {
    return terminal.fail(2, say.theCertificateCannot(flags.ca ?? ''));
  }
  const place = { host, port, database, login, ca };
  const password = (await terminal.readInput()).replace(/\r?\n$/, '');
  const { openPgAdmin } = await import('../../core/hub/pg/admin.ts');
  let admin: HubAdmin | undefined;
  try {
    admin = await openPgAdmin(place, password);
    await work({ admin, place, terminal, json });
    return 0;
  } catch (error) {
    if (error instanceof HubProblem) return terminal.fail(1, error.message);
    throw error;
  } finally {
    await admin?.close();
  }
}

const tell = ({ terminal, json }: Admin, document: unknown, lines: readonly string[]): void => {
  if (json) terminal.out(JSON.stringify(document));
  else lines.forEach(terminal.out);
};

/** `hub init`, and `hub upgrade`: makes the list, or adds what this version needs; what is there stays. */
export function initHub(
  flags: AdminFlags & { readonly shutOutOlder?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const { host, port, database, shutOutOlder = false } = flags;
  return withAdmin(flags, terminal, async (to) => {
    await to.admin.init();
    if (shutOutOlder) await to.admin.shutOutOlder();
    tell(to, { ready: true, shutOutOlder }, [
      say.theSharedListIsReady(host, port, database),
      ...(shutOutOlder ? [say.desksOfOlderVersions] : []),
    ]);
  });
}

/** `hub invite`: the line is all of stdout, so that it can be handed on as it is. */
export function inviteDesk(
  name: string,
  flags: AdminFlags & { readonly role: Exclude<HubRole, 'admin'> },
  terminal: Terminal,
): Promise<ExitCode> {
  return withAdmin(flags, terminal, async (to) => {
    const { login, password } = await to.admin.invite(name, flags.role);
    const line = toInviteLine({ place: { ...to.place, login }, password });
    tell(to, { login, line }, [line]);
    if (!to.json) terminal.err(say.forHandTheLineOn(name, flags.role));
  });
}

/** `hub revoke`: by the name or the login. */
export function revokeDesk(named: string, flags: AdminFlags, terminal: Terminal): Promise<ExitCode> {
  return withAdmin(flags, terminal, async (to) => {
    const member = await to.admin.revoke(named);
    tell(to, member, [say.isShutOutWhatWas(member.name, member.login)]);
  });
}

/** `hub members`: who may do what, and when each desk was last there. */
export function listMembers(flags: AdminFlags, terminal: Terminal): Promise<ExitCode> {
  return withAdmin(flags, terminal, async (to) => {
    const overview = await to.admin.overview();
    const { rev, entries, blocked, members } = overview;
    tell(to, overview, [
      `${say.numbers(entries)}, ${say.ofThemBlocked(blocked)}; ${say.pushes(rev)}.`,
      ...members.map(toLine),
    ]);
  });
}

/** `hub restored`: the database was put back from an older copy; every desk offers again what the copy lacks. */
export function tellRestored(flags: AdminFlags, terminal: Terminal): Promise<ExitCode> {
  return withAdmin(flags, terminal, async (to) => {
    await to.admin.restored();
    tell(to, { noted: true }, [say.notedEachDeskCompares]);
  });
}

function toLine({ login, name, role, revokedAt, seenAt, machine }: HubMember): string {
  const seen = seenAt === null ? say.neverThere : say.lastThereFrom(seenAt, machine ?? say.aComputer);
  return `${name} (${login}): ${role}; ${revokedAt === null ? seen : say.shutOut(revokedAt)}`;
}
