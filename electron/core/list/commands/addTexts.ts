/**
 * Reads the texts of an `add`: numbers to block, and outcomes that are final. Blocking takes what is sure and asks
 * about the rest.
 */
import type { AddOutcome } from '../../../../shared/contract/entries.ts';
import { type PhoneNumber, type Region, toE164, toInternational } from '../../../../shared/domain/numbers/number.ts';
import { isPhoneNumber } from '../../../../shared/domain/numbers/numberValue.ts';
import { isOnlyInvalid, type Mention, type NumberReading } from '../../../../shared/domain/numbers/readings.ts';
import { mayHaveOtherForms, toCurrentForm } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import { askMentions, type AskNumber } from './askText.ts';
import type { ListDeps } from './listDeps.ts';
import { describeUnreadable, readMentions, readPlain } from './numberInput.ts';
import { addTextsWords as say } from '../../../../shared/words/core/list.ts';

/** A number to add, with a sentence about how it was written if it needs one; or an outcome that is final. */
export type AddText =
  | { readonly raw: string; readonly number: PhoneNumber; readonly note: string | null }
  | { readonly raw: string; readonly outcome: AddOutcome };

/** Answers one per number in the text, in their order, or one for a text without any. */
export function readAddText(
  deps: ListDeps,
  ask: AskNumber,
  raw: string,
  given: { readonly region: Region | undefined; readonly confirmInvalid: boolean },
): readonly AddText[] {
  const plain = readPlain(deps, raw, given.region);
  if (plain !== undefined && !mayHaveOtherForms(plain)) return [{ raw, number: plain, note: null }];
  const mentions = readMentions(deps, raw, given.region);
  const [only, ...more] = mentions;
  if (only === undefined) return [reject(raw, describeUnreadable([]))];
  if (more.length === 0) return [readMention(ask, { ...only, text: raw }, given)];
  return mentions.map((mention) => readMention(ask, mention, given));
}

function readMention(
  ask: AskNumber,
  mention: Mention,
  { region, confirmInvalid }: { readonly region: Region | undefined; readonly confirmInvalid: boolean },
): AddText {
  const { text: raw } = mention;
  const asked = askMentions(ask, [mention], region);
  if (asked === undefined) return reject(raw, describeUnreadable([mention]));
  const { reading } = asked.readings[0];
  const { doubt } = asked;
  if (doubt === undefined || (confirmInvalid && isOnlyInvalid(mention)))
    return { raw, number: reading.number, note: describeOldForm(raw, reading) };
  return {
    raw,
    outcome: {
      raw,
      number: doubt.readings.length === 1 ? toE164(reading.number) : null,
      outcome: 'needsConfirmation',
      sentence: doubt.kind === 'notInUse' ? say.confirmItToBlock(doubt.sentence) : doubt.sentence,
      doubt,
    },
  };
}

function reject(raw: string, sentence: string): AddText {
  return { raw, outcome: { raw, number: null, outcome: 'rejected', sentence } };
}

/** "+52 1 55 1234 5678 is today +52 55 1234 5678.": the number that is kept is not the one that was written. */
function describeOldForm(raw: string, { number, why }: NumberReading): string | null {
  const written = Number(raw.replace(/\D/g, ''));
  const isOld =
    why === 'oldForm' || (isPhoneNumber(written) && written !== number && toCurrentForm(written) === number);
  return isOld ? say.isToday(raw.trim(), toInternational(number)) : null;
}
