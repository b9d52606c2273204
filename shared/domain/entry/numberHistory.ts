/**
 * What happened to a number here, and when it was last sent to each vendor, as one story for the drawer, the proof and
 * the command line.
 */
import { numberHistoryWords as say } from '../../words/domain/entry.ts';

/** One change of the number, from the journal. */
type Happened = { readonly at: string; readonly sentence: string; readonly journal: number };

/** One record of the number at a vendor: the last request about it and the answer. */
type SentRecord = {
  /** "OSVI / Outbound 1", or "Fluents". */
  readonly targetName: string;
  readonly lastSentAt: string | null;
  readonly lastAnswer: string | null;
};

/** `journal`: the row of the journal; null for what was sent. Instants are ISO 8601, in UTC. */
export type StoryLine = { readonly at: string; readonly sentence: string; readonly journal: number | null };

/**
 * The changes in the order of the journal; each request, and each record that a vendor showed, comes after the last change that is not younger. Clocks decide
 * only their place, never the order of changes.
 */
export function toStory(
  history: readonly Happened[],
  records: readonly SentRecord[],
  shown: readonly Pick<StoryLine, 'at' | 'sentence'>[] = [],
): readonly StoryLine[] {
  const changes = history.toSorted((a, b) => a.journal - b.journal);
  const sent = records
    .flatMap(({ targetName, lastSentAt, lastAnswer }) =>
      lastSentAt === null
        ? []
        : [{ at: lastSentAt, sentence: say.lastSentTo(targetName, lastAnswer ?? say.itHasNotAnswered) }],
    )
    .concat(shown)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const place = (at: string) => changes.findLastIndex((change) => change.at <= at);
  const sentAfter = (index: number) =>
    sent.filter(({ at }) => place(at) === index).map((line): StoryLine => ({ ...line, journal: null }));
  return [
    ...sentAfter(-1),
    ...changes.flatMap(({ at, sentence, journal }, index): StoryLine[] => [
      { at, sentence, journal },
      ...sentAfter(index),
    ]),
  ];
}
