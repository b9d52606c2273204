/**
 * The number in a vendor's record. With a plus it is that number, also in an old form, and also where no numbering plan has
 * it: the vendor knows its record by it. Without, it is what the record was last known as, what was asked for, a valid
 * number of the account's country (where that and another are on the list, the digits alone do not tell), or the one number with
 * these digits that this vendor was ever sent, is to be sent, or ever showed.
 */
import { mayMean, isInNoPlan, toBareDigits, toWholeNumbers } from '../../../shared/domain/numbers/homeDigits.ts';
import {
  createNumberParser,
  type ParsedNumber,
  parseE164,
  type PhoneNumber,
  type Region,
} from '../../../shared/domain/numbers/number.ts';
import { sameSubscriber } from '../../../shared/domain/numbers/sameSubscriber.ts';
import type { RemoteList } from '../../../shared/domain/vendor/remote.ts';
import { remoteNumbersWords as say } from '../../../shared/words/core/vendors.ts';

/** A number under which the record of an id is known. */
export type NumberOfRecord = { readonly number: PhoneNumber; readonly isThere: boolean };

/** What this desk knows of the numbers at one account. */
export type KnownNumbers = {
  /** The numbers whose record had this id when it was last seen. `isThere`: nothing has shown since that it is gone. */
  readonly ofRecord: (list: RemoteList, remoteId: string) => readonly NumberOfRecord[];
  /** Those of the numbers that the vendor was sent, is to be sent, or has shown, on any of its lists. */
  readonly among: (numbers: readonly PhoneNumber[]) => readonly PhoneNumber[];
};

/** Where the text stands. `asked`: the number that the request was about. */
export type NumberPlace = {
  readonly list: RemoteList;
  readonly remoteId: string | null;
  readonly asked?: PhoneNumber | undefined;
};

export type ReadNumber =
  | { readonly ok: true; readonly number: PhoneNumber; readonly inNoPlan?: true }
  | { readonly ok: false; readonly why: string };

/** Reads a number that a vendor sent. Without a place the text stands for itself. */
export type RemoteNumberReader = (text: string, place?: NumberPlace) => ReadNumber;

export type NumberReaderOptions = {
  /** The country of numbers without a plus. */
  readonly region?: Region | undefined;
  readonly known?: KnownNumbers | undefined;
  /** The vendor's documents say that numbers come whole, and without a plus. */
  readonly isBareWhole?: boolean;
};

/** Compiling the numbering plan of one country takes as long as reading this many numbers without it. */
const plentyOfNumbers = 500;

/**
 * The reader of one connection. For lists of a hundred thousand numbers it keeps compiled numbering plans; most runs
 * read only a few.
 */
export function createRemoteNumberReader({
  region,
  known,
  isBareWhole = false,
}: NumberReaderOptions): RemoteNumberReader {
  const parse = createNumberParser(region, plentyOfNumbers);

  function readBare(text: string, place: NumberPlace | undefined): ReadNumber {
    const bare = toBareDigits(text);
    const isWhole = isBareWhole && /^[1-9]/.test(text);
    const whole = isWhole ? parse(`+${text}`) : undefined;
    if (whole?.ok === true && whole.valid) return readWritten(`+${text}`, whole);
    const parsed = parse(text);
    const home = parsed.ok && parsed.valid ? parsed.number : undefined;
    const sure = findKnown(bare, home, place) ?? home ?? findByDigits(bare);
    if (sure !== undefined) return sure === home ? { ok: true, number: sure } : asRead(sure);
    if (isWhole) return readWritten(`+${text}`, whole ?? parsed);
    if (region === undefined) return { ok: false, why: say.theNumberHasNoAnd };
    return {
      ok: false,
      why: parsed.ok ? say.theNumberHasNoAndCountry : parsed.message,
    };
  }

  /**
   * What the record was when it was last seen, or what the request was about, if the digits agree. The id of a record that is
   * gone may have been given to another since, so it tells less than the request.
   */
  function findKnown(
    bare: string,
    home: PhoneNumber | undefined,
    place: NumberPlace | undefined,
  ): PhoneNumber | undefined {
    if (place === undefined) return undefined;
    const { list, remoteId, asked } = place;
    const before = remoteId === null ? [] : (known?.ofRecord(list, remoteId) ?? []);
    const isMeant = (number: PhoneNumber) => mayMean(bare, number);
    const there = before.flatMap(({ number, isThere }) => (isThere && isMeant(number) ? [number] : []));
    // Of two that are known by one id, the number at home was the guess.
    const sure = there.find((number) => number !== home) ?? there[0];
    if (sure !== undefined) return sure;
    return asked !== undefined && isMeant(asked) ? asked : before.find(({ number }) => isMeant(number))?.number;
  }

  /** The one number with these digits that the vendor was sent, is to be sent, or has shown. */
  function findByDigits(bare: string): PhoneNumber | undefined {
    if (known === undefined) return undefined;
    const candidates = toWholeNumbers(bare);
    const forms = candidates.flatMap((number) => sameSubscriber(number));
    const found = known.among([...candidates, ...forms]).filter((number) => mayMean(bare, number));
    return found.length === 1 ? found[0] : undefined;
  }

  return (text, place) => {
    const trimmed = text.trim();
    return /^\+\D*[1-9]/.test(trimmed) ? readWritten(trimmed, parse(trimmed)) : readBare(trimmed, place);
  };
}

/** A number with its plus: in E.164 as it stands, else as it reads. */
function readWritten(text: string, parsed: ParsedNumber): ReadNumber {
  const written = parseE164(text.replace(/[\s().-]/g, ''));
  const read = parsed.ok ? parsed.number : undefined;
  if (written !== undefined && written !== read && isOtherForm(written, read)) return { ok: true, number: written };
  if (parsed.ok) return { ok: true, number: parsed.number };
  if (written === undefined) return { ok: false, why: parsed.message };
  return asRead(written);
}

function asRead(number: PhoneNumber): ReadNumber {
  return isInNoPlan(number) ? { ok: true, number, inNoPlan: true } : { ok: true, number };
}

/** Whether E.164 digits are an old form: of the number that they read as, or of any number where they read as none. */
function isOtherForm(written: PhoneNumber, known: PhoneNumber | undefined): boolean {
  const forms = sameSubscriber(written);
  return known === undefined ? forms.length > 0 : forms.includes(known);
}
