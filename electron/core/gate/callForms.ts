/** The forms by which results of calls are read, as settings of the desk, and those that platforms' documents give. */
import { z } from 'zod';
import { callForm, type CallForm, type CallFormPreset } from '../../../shared/contract/callForms.ts';
import type { SettingRows } from '../db/desk/settingRows.ts';

const key = 'callForms';

export type CallForms = {
  readonly list: () => CallForm[];
  /** Names of those that are kept and cannot be read. */
  readonly listUnread: () => string[];
  /** By its name, without regard to case. */
  readonly find: (name: string) => CallForm | undefined;
  /**
   * One that is kept and cannot be read, as one that knows no word: its numbers are blocked and asked about. Where it does not say for
   * sure where the number is, none is found.
   */
  readonly findUnread: (name: string) => CallForm | undefined;
  /** Over one of its name, readable or not. */
  readonly save: (form: CallForm) => void;
  /** Whether there was one. */
  readonly remove: (name: string) => boolean;
};

const loadKept = (load: SettingRows['load']): readonly unknown[] => {
  const kept = load(key) ?? [];
  return Array.isArray(kept) ? kept : [kept];
};

/** The forms as they are kept, without those that cannot be read. */
export function readCallForms(load: SettingRows['load']): CallForm[] {
  return loadKept(load).flatMap((each) => callForm.safeParse(each).data ?? []);
}

/** The forms over the desk's settings. What cannot be read there stays there, until it is saved over or removed by its name. */
export function createCallForms(rows: SettingRows): CallForms {
  const load = () => loadKept(rows.load);
  const list = () => readCallForms(rows.load);
  const loadUnread = () => load().filter((each) => !callForm.safeParse(each).success);
  /** Of all that is kept, the rest goes back as it is. */
  function replace(name: string, forms: readonly CallForm[]): boolean {
    const before = load();
    const others = before.filter((each) => !isNamed(name, toName(each)));
    rows.save(
      key,
      [...others, ...forms].toSorted((a, b) => (toName(a) < toName(b) ? -1 : 1)),
    );
    return others.length < before.length;
  }
  return {
    list,
    listUnread: () => loadUnread().map(toName),
    find: (name) => list().find((form) => isNamed(name, form.name)),
    findUnread(name) {
      const found = loadUnread().find((each) => isNamed(name, toName(each)));
      return found === undefined ? undefined : toCautious(toName(found), found);
    },
    save: (form) => void replace(form.name, [form]),
    remove: (name) => replace(name, []),
  };
}

const isNamed = (name: string, other: string): boolean => other.toLowerCase() === name.trim().toLowerCase();

/** The name of what is kept; '' where it has none. */
const toName = (kept: unknown): string => named.safeParse(kept).data?.name ?? '';
const named = z.object({ name: z.string().trim() });

/** Where a form that cannot be read says that the number and the word are, if it says so. */
const places = callForm.pick({ number: true, incoming: true });
const wordPlace = callForm.pick({ word: true });

function toCautious(name: string, kept: unknown): CallForm {
  const { number, incoming } = places.safeParse(kept).data ?? { number: '', incoming: null };
  const { word } = wordPlace.safeParse(kept).data ?? { word: '' };
  return { name, number, incoming, word, stop: [], nothing: [], call: null, only: null };
}

/** Yes and no as platforms write what an agent was told to find out. */
const [stop, nothing] = [
  ['true', 'yes'],
  ['false', 'no'],
];

/**
 * What three platforms document, for a field "do_not_call" (yes or no) that a person makes there. Read in November 2026; whoever
 * uses one posts a call and looks.
 */
export const callFormPresets: readonly CallFormPreset[] = [
  {
    name: 'Retell',
    number: 'call.to_number',
    incoming: { path: 'call.direction', is: 'inbound', number: 'call.from_number' },
    word: 'call.call_analysis.custom_analysis_data.do_not_call',
    stop,
    // Fields of its own are not there for calls that were not connected.
    nothing: [...nothing, ''],
    call: 'call.call_id',
    only: null,
    about: 'Retell AI: the webhook call_analyzed, with a post-call analysis field do_not_call of the kind Boolean.',
    source:
      'https://docs.retellai.com/features/webhook-overview, https://docs.retellai.com/features/post-call-analysis',
  },
  {
    name: 'Vapi',
    number: 'message.customer.number',
    incoming: null,
    word: 'message.analysis.structuredData.do_not_call',
    stop,
    nothing,
    call: 'message.call.id',
    only: { path: 'message.type', is: ['end-of-call-report'] },
    about: 'Vapi: the server message end-of-call-report, with do_not_call in the schema of the structured data.',
    source: 'https://docs.vapi.ai/server-url/end-of-call-report, https://docs.vapi.ai/call-analysis',
  },
  {
    name: 'Sarvam',
    number: 'user_phone_number',
    incoming: null,
    word: 'output_agent_variables.do_not_call',
    stop,
    nothing,
    call: 'interaction_id',
    only: null,
    about: 'Sarvam: the webhook of a deployment, with do_not_call among the output variables of the agent.',
    source: 'https://docs.sarvam.ai/voice-agents/api/deployments/webhooks/webhook-payload',
  },
];
