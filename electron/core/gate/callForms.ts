/** The forms by which results of calls are read, as settings of the desk, and those that platforms' documents give. */
import { z } from 'zod';
import { callForm, type CallForm, type CallFormPreset } from '../../../shared/contract/callForms.ts';
import type { SettingRows } from '../db/desk/settingRows.ts';

const key = 'callForms';

export type CallForms = {
  readonly list: () => CallForm[];
  /** By its name, without regard to case. */
  readonly find: (name: string) => CallForm | undefined;
  readonly save: (form: CallForm) => void;
  /** Whether there was one. */
  readonly remove: (name: string) => boolean;
};

/** The forms as they are kept; what is not valid any more is left out. */
export function readCallForms(load: SettingRows['load']): CallForm[] {
  const stored = z.array(z.unknown()).safeParse(load(key) ?? []);
  return (stored.data ?? []).flatMap((each) => callForm.safeParse(each).data ?? []);
}

/** The forms over the desk's settings. */
export function createCallForms(rows: SettingRows): CallForms {
  const list = (): CallForm[] => readCallForms(rows.load);
  const isNamed = (name: string) => (form: CallForm) => form.name.toLowerCase() === name.trim().toLowerCase();
  return {
    list,
    find: (name) => list().find(isNamed(name)),
    save(form) {
      const others = list().filter((each) => !isNamed(form.name)(each));
      rows.save(
        key,
        [...others, form].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
    },
    remove(name) {
      const before = list();
      const after = before.filter((each) => !isNamed(name)(each));
      rows.save(key, after);
      return after.length < before.length;
    },
  };
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
