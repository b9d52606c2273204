/** Numbers as a person types them, for the calls that want E.164. The core reads them, with its default country. */
import type { DeskClient } from '../../../shared/contract/contract.ts';

const strict = /^\+[1-9]\d{3,14}$/;

/** Every number as E.164, in the order given; one that cannot be read fails the command with the reason. */
export async function toE164(
  client: DeskClient,
  numbers: readonly string[],
  region: string | undefined,
): Promise<string[]> {
  if (numbers.every((number) => strict.test(number))) return [...numbers];
  const read = await client.entries.check({ numbers: [...numbers], region });
  return read.map(({ number }) => number);
}
