/**
 * The questions of one import as the page shows them. The core names those that are open. A question that is answered
 * stays where it is, so that the answer can be seen and changed and nothing moves under the mouse. Pure.
 */
import type { DoubtChoice, DoubtKind, UnreadColumn } from '../../../shared/contract/fileQuestions.ts';
import type { IntakeSummary } from '../../../shared/contract/intake.ts';
import { isMeaningOpen } from '../../ui/file/meaningAnswers.ts';
import { answerOfUnread, type ImportDraft } from './draft.ts';
import { questionsWords as say } from '../../../shared/words/page/import.ts';

/** What has been asked so far. */
export type Asked = Pick<IntakeSummary, 'meanings' | 'unread' | 'doubts'> & {
  /** The summary from which it was last taken. */
  readonly from: IntakeSummary | undefined;
  /** The file is now read in another way: what was asked about it before may no longer hold. */
  readonly isStale: boolean;
  /** Whether lines wait until a word is explained. */
  readonly isWaiting: boolean;
  /** The sentences of the questions that have nothing else; null: not asked. */
  readonly invalid: string | null;
  readonly released: string | null;
};

export const nothingAsked: Asked = {
  from: undefined,
  isStale: false,
  meanings: [],
  unread: [],
  doubts: [],
  isWaiting: false,
  invalid: null,
  released: null,
};

/** Adds what a new summary asks; earlier questions stay if the draft answers them. */
export function takeIn(asked: Asked, summary: IntakeSummary, draft: ImportDraft): Asked {
  if (asked.from === summary && !asked.isStale) return asked;
  const before = asked.isStale ? nothingAsked : asked;
  const sentenceOf = (kind: 'invalid' | 'released') =>
    summary.questions.find((question) => question.kind === kind)?.sentence ??
    (draft[kind] === null ? null : before[kind]);
  return {
    from: summary,
    isStale: false,
    meanings: summary.meanings,
    unread: merge(before.unread, summary.unread, ({ column }) => column, isUnreadAnswered),
    doubts: merge(before.doubts, summary.doubts, ({ kind }) => kind, isDoubtAnswered),
    isWaiting: summary.questions.some(({ kind }) => kind === 'meanings'),
    invalid: sentenceOf('invalid'),
    released: sentenceOf('released'),
  };

  function isUnreadAnswered({ column }: UnreadColumn): boolean {
    return answerOfUnread(draft, column) !== null;
  }
  function isDoubtAnswered({ kind }: DoubtKind): boolean {
    return draft.doubtful[kind] !== undefined;
  }
}

/** `before` in its order: each one as it is now, else as it was if it is kept; then the new ones. */
function merge<T>(
  before: readonly T[],
  now: readonly T[],
  keyOf: (each: T) => string | number,
  isKept: (each: T) => boolean,
): T[] {
  const byKey = new Map(now.map((each) => [keyOf(each), each]));
  const known = before.flatMap((each) => byKey.get(keyOf(each)) ?? (isKept(each) ? [each] : []));
  const keys = new Set(known.map(keyOf));
  return [...known, ...now.filter((each) => !keys.has(keyOf(each)))];
}

/** How many questions have no answer in the draft. */
export function countOpen(asked: Asked, draft: ImportDraft): number {
  const { meanings, unread, doubts, invalid, released, isWaiting } = asked;
  return (
    meanings.filter((column) => isMeaningOpen(column, draft, 'block', isWaiting)).length +
    unread.filter(({ column }) => answerOfUnread(draft, column) === null).length +
    doubts.filter(({ kind }) => draft.doubtful[kind] === undefined).length +
    (invalid !== null && draft.invalid === null ? 1 : 0) +
    (released !== null && draft.released === null ? 1 : 0)
  );
}

/** Kinds of doubt that were answered before the page was reloaded: their cells are no longer known here. */
export function listEarlier(asked: Asked, draft: ImportDraft): readonly string[] {
  return Object.keys(draft.doubtful).filter((kind) => !asked.doubts.some((doubt) => doubt.kind === kind));
}

const ordinals = [say.first, say.second, say.third, say.fourth, say.fifth, say.sixth, say.seventh, say.eighth] as const;
export const ordinalOf = (index: number): string => ordinals[index] ?? say.nth(index + 1);

/** What can become of doubts of one kind: each reading, all of them, or none. */
export function toDoubtChoices(readings: number): readonly { readonly choice: DoubtChoice; readonly label: string }[] {
  if (readings === 1)
    return [
      { choice: 'all', label: say.blockThem },
      { choice: 'leave', label: say.leaveThemOut },
    ];
  return [
    ...Array.from({ length: readings }, (_, index) => ({
      choice: index,
      label: say.blockTheReading(ordinalOf(index)),
    })),
    { choice: 'all', label: readings === 2 ? say.blockBothReadings : say.blockAllReadings },
    { choice: 'leave', label: say.leaveThemOut },
  ];
}
