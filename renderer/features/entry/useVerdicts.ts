/**
 * What is known of the typed numbers, line by line: how each is read at once, and what the list says a moment later.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useDesk } from '../../desk.tsx';
import { readNumbers } from './readNumbers.ts';

/** At most this many are asked about: more cannot be seen at once. */
const mostAsked = 200;

/** @param region the country of numbers without a country code, or null for none */
export function useVerdicts(text: string, region: string | null) {
  const { queries } = useDesk();
  const typed = useMemo(() => readNumbers(text, region), [text, region]);
  const [settled] = useDebouncedValue(typed, 150);
  const asked = settled.filter((line) => line.ok).slice(0, mostAsked);
  const there = useQuery(
    queries.entries.check.queryOptions({
      input: {
        // A doubtful number is asked about as it was written: the core knows what it could be in another country.
        numbers: asked.map(({ number, raw, doubt }) => (doubt === null ? number : raw)),
        ...(region === null ? {} : { region }),
        registries: false,
      },
      enabled: asked.length > 0,
      retry: false,
    }),
  );
  const readable = typed.filter((line) => line.ok);
  return {
    typed,
    known: new Map(asked.flatMap((line, at) => (there.data?.[at] === undefined ? [] : [[line, there.data[at]]]))),
    /** How many are numbers beyond doubt. */
    sure: readable.filter(({ doubt }) => doubt === null).length,
    /** How many have the right length, but are in a range that no operator uses. */
    notInUse: readable.filter(({ doubt }) => doubt?.kind === 'notInUse').length,
  };
}
