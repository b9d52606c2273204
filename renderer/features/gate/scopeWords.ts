/** What a scope lets a program do, in a few words. */
import type { TokenScope } from '../../../shared/contract/gate.ts';

export const scopeWords = {
  check: 'ask about numbers',
  add: 'hand in requests',
  read: 'read the list',
} as const satisfies Record<TokenScope, string>;

export const scopes = ['check', 'add', 'read'] as const satisfies readonly TokenScope[];
