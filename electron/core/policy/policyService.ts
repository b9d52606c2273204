/** The written policy of one desk: saved in versions that stay, confirmed by people, and asked about once a year. */
import type { Settings } from '../../../shared/contract/settings.ts';
import type { PolicyPart, PolicyState } from '../../../shared/contract/policy.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { type Answer, needsPerson, notFound } from '../answer.ts';
import type { PolicyRows } from '../db/desk/policyRows.ts';
import { writeWhole } from '../files/write/writeWhole.ts';
import type { Clock } from '../ports.ts';
import { toPolicyPaper } from './policyPaper.ts';
import { toUsualPolicy } from './usualPolicy.ts';
import { policyServiceWords as say } from '../../../shared/words/core/policy.ts';

export type PolicyService = {
  readonly state: () => PolicyState;
  readonly save: (text: string, basedOn: number | null) => Answer<PolicyState>;
  readonly confirm: (version: number) => Answer<PolicyState>;
  /** The paper of a version, by default of the newest. */
  readonly read: (part: PolicyPart, version: number | undefined) => Promise<Answer<Uint8Array>>;
  readonly export: (
    asked: { readonly part: PolicyPart; readonly version?: number | undefined },
    path: string,
    replace: boolean,
  ) => Promise<Answer<{ path: string }>>;
};

export type PolicyDeps = {
  readonly dataDir: string;
  readonly rows: PolicyRows;
  readonly clock: Clock;
  readonly author: () => string;
  readonly settings: { readonly load: () => Settings };
  readonly zone: () => Zone;
  readonly toDay: DayWriter;
  readonly changed: () => void;
};

/** For so long a confirmation counts. */
const yearMs = 365 * 86_400_000;
const none = say.noPolicyWasWritten;

/** The policy over its rows. */
export function createPolicyService(deps: PolicyDeps): PolicyService {
  const { rows, clock, author, settings, toDay } = deps;

  function state(): PolicyState {
    const versions = rows.listVersions();
    const confirmations = rows.listConfirmations();
    const [newest] = versions;
    const last = newest === undefined ? undefined : confirmations.find(({ version }) => version === newest.id);
    return {
      text: newest?.text ?? null,
      version: newest?.id ?? null,
      ...judge(newest, last),
      usual: toUsualPolicy(settings.load()),
      versions: versions.map(({ id, at, author: by }) => ({
        version: id,
        saved: { at: toInstant(at), by },
        confirmed: confirmations
          .filter(({ version }) => version === id)
          .map((each) => ({ at: toInstant(each.at), by: each.author })),
      })),
    };
  }

  function judge(
    newest: { readonly at: number; readonly author: string } | undefined,
    last: { readonly at: number; readonly author: string } | undefined,
  ): Pick<PolicyState, 'standing' | 'sentence'> {
    if (newest === undefined) return { standing: 'unsaved', sentence: none };
    if (last === undefined)
      return {
        standing: 'unconfirmed',
        sentence: say.theWrittenPolicy(toDay(toInstant(newest.at)), newest.author),
      };
    const when = say.by(toDay(toInstant(last.at)), last.author);
    return clock.now() - last.at > yearMs
      ? { standing: 'old', sentence: say.theWrittenPolicyWas(when) }
      : { standing: 'confirmed', sentence: say.theWrittenPolicyWasConfirmed(when) };
  }

  function saved(): Answer<PolicyState> {
    deps.changed();
    return { ok: true, value: state() };
  }

  const newer = (): Answer<never> => {
    const [newest] = rows.listVersions();
    return newest === undefined ? notFound(none) : needsPerson(say.thePolicyWasChanged(newest.author));
  };

  async function read(part: PolicyPart, wanted: number | undefined): Promise<Answer<Uint8Array>> {
    const [newest] = rows.listVersions();
    const version = rows.listVersions().find(({ id }) => id === (wanted ?? newest?.id));
    if (version === undefined) return notFound(wanted === undefined ? none : say.thereIsNoVersion(wanted));
    const paper = await toPolicyPaper(part, {
      version,
      confirmed: rows.listConfirmations().filter((each) => each.version === version.id),
      newest: newest?.id ?? version.id,
      company: settings.load().company,
      zone: deps.zone(),
      madeAt: clock.now(),
    });
    return { ok: true, value: paper };
  }

  return {
    state,
    save(text, basedOn) {
      const [newest] = rows.listVersions();
      if ((newest?.id ?? null) !== basedOn) return newer();
      if (text !== newest?.text) rows.addVersion({ at: clock.now(), author: author(), text });
      return saved();
    },
    confirm(version) {
      if (rows.listVersions()[0]?.id !== version) return newer();
      rows.confirm({ version, at: clock.now(), author: author() });
      return saved();
    },
    read,
    async export({ part, version }, path, replace) {
      const bytes = await read(part, version);
      return bytes.ok ? writeWhole(path, bytes.value, { dataDir: deps.dataDir, replace }) : bytes;
    },
  };
}
