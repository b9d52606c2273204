/**
 * A number's proof as plain text, to paste into a letter or a ticket: when the request came in, who entered it, where it
 * stands at each vendor, and every line of the history with its place in the hash-chained journal.
 */
import { recordMarks } from '../../ui/marks.ts';
import { toExactOnPaper } from '../../ui/timeWords.ts';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { toDetailText } from '../../../shared/domain/entry/details.ts';
import { fields, type WordField, wordFields } from '../../../shared/fields.ts';
import { toStory } from '../../../shared/domain/entry/numberHistory.ts';
import { toTargetName } from './targetName.ts';

type NumberDetailsData = DeskOutputs['entries']['get'];

export function toProof(details: NumberDetailsData, now: Date, zone: Zone): string {
  const { entry } = details;
  const asked = entry?.requestedAt ?? null;
  const lines = [
    `Do-not-call record of ${details.international} (${details.number})`,
    details.sentence,
    '',
    `Request received: ${asked === null ? 'not recorded' : toExactOnPaper(asked, zone)}`,
    ...(entry === null ? [] : [`Entered: ${toExactOnPaper(entry.createdAt, zone)} by ${entry.createdBy}`]),
    ...(entry === null ? [] : wordFields.flatMap((field) => toFactLine(entry, field))),
    '',
    'Vendors',
    ...(details.vendors.length === 0 ? ['  none is connected'] : details.vendors.map((row) => toVendorLine(row, zone))),
    '',
    'History',
    ...toStory(details.history, details.vendors, details.shown).map(
      ({ at, sentence, journal }) =>
        `  ${toExactOnPaper(at, zone)}  ${sentence}${journal === null ? '' : `  [journal ${journal}]`}`,
    ),
    '',
    `Copied from DNC Desk on ${toExactOnPaper(now.toISOString(), zone)}.`,
  ];
  return lines.join('\n');
}

function toFactLine(entry: NonNullable<NumberDetailsData['entry']>, field: WordField): readonly string[] {
  const text = toDetailText(entry, field, String);
  return text === null ? [] : [`${fields[field].title}: ${text}`];
}

function toVendorLine(row: NumberDetailsData['vendors'][number], zone: Zone): string {
  const seen = row.lastSeenAt === null ? '' : `, last seen there ${toExactOnPaper(row.lastSeenAt, zone)}`;
  const sent = row.lastSentAt === null ? '' : `, last sent ${toExactOnPaper(row.lastSentAt, zone)}`;
  return `  ${toTargetName(row)}: ${recordMarks[row.state].word}${seen}${sent}`;
}
