/**
 * What the database keeps as JSON and cannot be read any more: a bit that a disk turned. Whoever reads the list shows the
 * rest, says which number it is about, and holds it for blocked; whoever writes stops with the sentence of the error.
 */
import { type PhoneNumber, toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { damagedRowWords as say } from '../../../shared/words/core/database.ts';

/** Whom a row is about: a number, or "the account Weya". */
type Subject = number | string;

/** A row that cannot be read. `what`: what it says, as "where it is blocked"; `subject`: whom it is about, once that is known. */
export class DamagedRow extends Error {
  override readonly name = 'DamagedRow';
  readonly what: string;
  readonly subject: Subject | undefined;

  constructor(what: string, subject?: Subject) {
    super(describe(what, subject));
    this.what = what;
    this.subject = subject;
  }

  /** The same, about this subject where it is about none yet. */
  about(subject: Subject): DamagedRow {
    return this.subject === undefined ? new DamagedRow(this.what, subject) : this;
  }
}

function describe(what: string, subject: Subject | undefined): string {
  const whose = typeof subject === 'number' ? toE164(toPhoneNumber(subject)) : (subject ?? say.aNumber);
  const stays = typeof subject === 'string' ? '' : say.theNumberStaysBlocked;
  return say.theDatabaseIsDamaged(whose, what, stays);
}

/**
 * Reads stored JSON; `what` says what it is about.
 * @throws DamagedRow where it is none
 */
export function parseStored(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DamagedRow(what);
  }
}

/** What `read` answers. @throws DamagedRow about this subject, where it throws one that names none; and what else it throws */
export function readAbout<T>(subject: Subject, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof DamagedRow ? error.about(subject) : error;
  }
}

/** What `read` answers, or what `orElse` makes of the damage. @throws what `read` throws besides */
export function readOr<T>(read: () => T, orElse: (damage: DamagedRow) => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedRow) return orElse(error);
    throw error;
  }
}

/**
 * What is known of these numbers. Where one of them has a damaged row they are read one by one, and `note` is told whose it is:
 * the answer has the others.
 */
export function readEach<T>(
  numbers: readonly PhoneNumber[],
  read: (numbers: readonly PhoneNumber[]) => ReadonlyMap<PhoneNumber, T>,
  note: (number: PhoneNumber, damage: DamagedRow) => void,
): ReadonlyMap<PhoneNumber, T> {
  return readOr(
    () => read(numbers),
    () => {
      const found = new Map<PhoneNumber, T>();
      for (const number of numbers) {
        const one = readOr<ReadonlyMap<PhoneNumber, T>>(
          () => read([number]),
          (damage) => {
            note(number, damage.about(number));
            return new Map();
          },
        );
        for (const [key, value] of one) found.set(key, value);
      }
      return found;
    },
  );
}
