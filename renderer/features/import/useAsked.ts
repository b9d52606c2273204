/**
 * What was asked about one import since the page was opened. It is taken from each new summary, and forgotten when the
 * file is read in another way.
 */
import { useState } from 'react';
import type { IntakeSummary } from '../../../shared/contract/intake.ts';
import type { ImportDraft } from './draft.ts';
import { type Asked, nothingAsked, takeIn } from './questions.ts';

/** `summary` is undefined while it does not belong to the draft. */
export function useAsked(
  summary: IntakeSummary | undefined,
  draft: ImportDraft,
): { readonly asked: Asked; readonly forget: () => void } {
  const [asked, setAsked] = useState(nothingAsked);
  const taken = summary === undefined ? asked : takeIn(asked, summary, draft);
  // React renders again at once, before anything is shown.
  if (taken !== asked) setAsked(taken);
  return { asked: taken, forget: () => setAsked({ ...taken, isStale: true }) };
}
