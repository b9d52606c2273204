/** The state of updates in a person's words. */
import type { UpdateState } from '../../../shared/contract/updates.ts';
import { assertNever } from '../../../shared/assertNever.ts';

/** One or two sentences; the last one says what happens next. */
export function updateSentence(state: UpdateState): string {
  switch (state.kind) {
    case 'off':
      return 'This installation looks for no newer version: whoever gave it to you brings the next one.';
    case 'current':
      return state.checkedAt === null
        ? 'Not asked yet; that happens a minute after the start, and then once a day.'
        : 'This is the newest version.';
    case 'checking':
      return 'Asking for the newest version …';
    case 'byHand':
      return `Version ${state.version} is there. This system cannot check who made it, so it is not installed by itself: get it from where you got this one.`;
    case 'loading':
      return `Version ${state.version} is loaded; the desk goes on meanwhile.`;
    case 'ready':
      return `Version ${state.version} is loaded and verified. It is installed when you say so; the desk closes for it.`;
    case 'waiting':
      return state.version === null
        ? `A newer version is looked for when this has ended: ${state.work}.`
        : `Version ${state.version} waits until this has ended: ${state.work}.`;
    case 'failed':
      return state.sentence;
    default:
      return assertNever(state);
  }
}
