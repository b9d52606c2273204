/** Numbers as a person types them, for the calls that want E.164. The core reads them, in its default country. */
import type { DeskClient } from '../../../shared/contract/contract.ts';
import type { CheckResult } from '../../../shared/contract/entries.ts';
import { CommandFailure } from './commandFailure.ts';
import { numbersWords as say } from '../../../shared/words/cli/errors.ts';

const strict = /^\+[1-9]\d{3,14}$/;

/**
 * Every number as E.164, in the given order. A text that could also be another number fails the command before anything
 * is done (exit code 4); one that cannot be read at all fails with the reason (2). Releasing and changing take only
 * what has one reading.
 * @throws CommandFailure (4) with every doubt in one sentence
 */
export async function askForE164(
  client: DeskClient,
  numbers: readonly string[],
  region: string | undefined,
): Promise<string[]> {
  if (numbers.every((number) => strict.test(number))) return [...numbers];
  const read = await client.entries.check({ numbers: [...numbers], region, registries: false });
  const doubts = read.flatMap(({ doubt }, at) =>
    isOneReading(doubt) ? [] : `${numbers[at] ?? ''}: ${doubt?.sentence}`,
  );
  if (doubts.length > 0) throw new CommandFailure(4, say.nothingWasDone(doubts.join(' ')));
  return read.map(({ number }, at) => {
    const given = numbers[at] ?? '';
    return strict.test(given) ? given : number;
  });
}

/** A number in no range in use is still one number, and may be on the list. */
function isOneReading(doubt: CheckResult['doubt']): boolean {
  return doubt === undefined || (doubt.kind === 'notInUse' && doubt.readings.length === 1);
}
