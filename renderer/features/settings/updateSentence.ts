/** The state of updates in a person's words. */
import type { UpdateState } from '../../../shared/contract/updates.ts';
import { assertNever } from '../../../shared/assertNever.ts';
import { updateSentenceWords as say } from '../../../shared/words/page/settings.ts';

/** One or two sentences; the last one says what happens next. */
export function updateSentence(state: UpdateState): string {
  switch (state.kind) {
    case 'off':
      return say.thisInstallationLooks;
    case 'current':
      return state.checkedAt === null ? say.notAskedYet : say.thisIsTheNewestVersion;
    case 'checking':
      return say.askingForTheNewestVersion;
    case 'byHand':
      return say.versionIsThere(state.version);
    case 'loading':
      return say.versionIsLoaded(state.version);
    case 'ready':
      return say.versionIsLoadedAndVerified(state.version);
    case 'waiting':
      return state.version === null
        ? say.aNewerVersionIsLooked(state.work)
        : say.versionWaits(state.version, state.work);
    case 'failed':
      return state.sentence;
    default:
      return assertNever(state);
  }
}
