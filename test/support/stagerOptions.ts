/** How the rows of a file are staged when nothing is answered; a test's own options come first. */
import type { StagerOptions } from '../../electron/core/intake/staging/stageFile.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';

export const toStagerOptions = (options: Partial<StagerOptions> & Pick<StagerOptions, 'mapping'>): StagerOptions => ({
  names: [],
  head: [],
  region: 'US',
  others: [],
  confirmInvalid: false,
  leftOut: [],
  meanings: { columnAnswers: [] },
  doubts: { all: undefined, beside: undefined, byKind: {} },
  purpose: 'block',
  isRelease: false,
  laidOut: [],
  phones: [],
  zone: 'UTC',
  targets: [],
  now: toInstant(Date.UTC(2026, 4, 3)),
  ...options,
});
