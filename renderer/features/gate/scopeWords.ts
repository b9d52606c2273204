/** What a scope lets a program do, in a few words. */
import type { TokenScope } from '../../../shared/contract/gate.ts';
import { scopeWords as say } from '../../../shared/words/page/gate.ts';

export const scopeWords = {
  check: say.askAboutNumbers,
  add: say.handInRequests,
  read: say.readTheList,
} as const satisfies Record<TokenScope, string>;

export const scopes = ['check', 'add', 'read'] as const satisfies readonly TokenScope[];
