/** The file whose numbers are meant: chosen, opened by the core and let go, with its part, its column and its country. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { isDecidingField } from '../../../shared/domain/columns/meanings.ts';

/** The columns that were recognised, or one of the file (from 0). */
export type Column = 'guessed' | number;
type Of = Extract<DeskInputs['bulk']['preview']['of'], { kind: 'file' }>;
type Parts = DeskInputs['intake']['reread']['parts'];

/** `onChoose` is told which numbers are meant, or undefined until a column of numbers is known. */
export function useNumbersFile(onChoose: (of: Of | undefined) => void) {
  const { client, link, queries } = useDesk();
  const settings = useQuery(queries.app.settings.queryOptions());
  const [picked, setPicked] = useState<File | null>(null);
  const [found, setFound] = useState<IntakeFound | null>(null);
  const [column, setColumn] = useState<Column | null>(null);
  const [chosenRegion, setRegion] = useState<string | null>();
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);
  const region = chosenRegion === undefined ? (settings.data?.region ?? null) : chosenRegion;
  const intake = found?.intake;
  // Nobody looks for it among the imports.
  useEffect(
    () => () => {
      if (intake !== undefined) void client.intake.discard({ intake }).catch(() => undefined);
    },
    [client, intake],
  );

  function tell(next: IntakeFound | null, at: Column | null, country: string | null): void {
    setColumn(at);
    if (next === null || at === null) return onChoose(undefined);
    const mapping = at === 'guessed' ? next.columns.filter(({ field }) => field !== 'ignore') : toMapping(next, at);
    return onChoose({
      kind: 'file',
      intake: next.intake,
      mapping: mapping.map(({ column: place, field }) => ({ column: place, field })),
      leftOut: next.leftOut.filter((out) => out !== at),
      ...(country === null ? {} : { region: country }),
    });
  }

  async function read(ask: () => Promise<IntakeFound>): Promise<void> {
    setProblem(undefined);
    setReading(true);
    onChoose(undefined);
    try {
      const next = await ask();
      setFound(next);
      tell(
        next,
        next.refused === null && next.columns.some(({ field }) => field === 'phone') ? 'guessed' : null,
        region,
      );
    } catch (error) {
      setProblem(toSentence(error));
    } finally {
      setReading(false);
    }
  }

  async function choose(next: File | null): Promise<void> {
    setPicked(next);
    setFound(null);
    tell(null, null, region);
    setProblem(undefined);
    if (next === null) return;
    await read(async () => {
      const from = await link.sourceOf(next, { signal: new AbortController().signal, onProgress: () => {} });
      return client.intake.open({ from, letChoose: true });
    });
  }

  return {
    picked,
    found,
    column,
    region,
    problem,
    isReading,
    choose: (next: File | null) => void choose(next),
    pickParts: (parts: Parts) => {
      if (intake !== undefined) void read(() => client.intake.reread({ intake, parts, letChoose: true }));
    },
    setColumn: (next: Column) => tell(found, next, region),
    setRegion: (next: string | null) => {
      setRegion(next);
      tell(found, column, next);
    },
  };
}

/** One column of numbers, with what the others say of the rows: their country, and whether they are meant. */
function toMapping(
  { columns }: IntakeFound,
  at: number,
): readonly Pick<IntakeFound['columns'][number], 'column' | 'field'>[] {
  const others = columns.filter(
    ({ column, field }) => column !== at && (field === 'country' || isDecidingField(field)),
  );
  return [{ column: at, field: 'phone' }, ...others];
}
