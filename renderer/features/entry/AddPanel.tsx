/**
 * N: blocks one number in seconds, or a pasted column of them. Each line has its verdict before anything is written.
 */
import { Button, Checkbox, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AddOutcome } from '../../../shared/contract/entries.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { countryChoices } from '../../ui/countryChoices.ts';
import { FirstQuestions } from '../../ui/FirstQuestions.tsx';
import { useTellUndo } from '../../ui/useTell.ts';
import { Outcomes, Verdicts } from './NumberVerdicts.tsx';
import { splitNumbers, type TypedNumber, withReading } from './readNumbers.ts';
import { useVerdicts } from './useVerdicts.ts';
import { PanelProblem, SidePanel } from '../../ui/entry/SidePanel.tsx';
import { StatementFields } from '../../ui/entry/StatementFields.tsx';
import { emptyStatement, findProblem, toStatementInput } from '../../ui/entry/statementForm.ts';
import { addPanelWords as say } from '../../../shared/words/page/entry.ts';

export function AddPanel({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const tellUndo = useTellUndo();
  const settings = useQuery(queries.app.settings.queryOptions());
  const [numbers, setNumbers] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const [chosenRegion, setRegion] = useState<string | null | undefined>();
  const [form, setForm] = useState(emptyStatement);
  const [confirmInvalid, setConfirm] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly AddOutcome[] | null>(null);
  const region = chosenRegion === undefined ? (settings.data?.region ?? null) : chosenRegion;
  const { typed, known, sure, notInUse } = useVerdicts(numbers, region);
  const blocking = confirmInvalid ? sure + notInUse : sure;

  const add = useMutation(
    queries.entries.add.mutationOptions({
      onSuccess: (done) => {
        tellUndo(toSummary(done.outcomes), done.batch);
        const open = done.outcomes.filter(({ outcome }) => outcome === 'rejected' || outcome === 'needsConfirmation');
        if (open.length === 0) return onClose();
        setOutcomes(done.outcomes);
        return setNumbers(open.map(({ raw }) => raw).join('\n'));
      },
    }),
  );
  const problem = findProblem(form);

  function submit(): void {
    if (problem !== undefined || blocking === 0 || add.isPending) return;
    add.mutate({
      numbers: [...splitNumbers(numbers)],
      ...(region === null ? {} : { region }),
      ...toStatementInput(form),
      confirmInvalid,
      onDuplicate: 'fill',
      source: 'manual',
    });
  }

  function takeReading(chosen: Pick<TypedNumber, 'line' | 'raw'>, reading: string): void {
    setNumbers((before) => withReading(before, chosen, reading));
    setOutcomes(null);
    // The button that was pressed disappears together with the doubt.
    field.current?.focus();
  }

  return (
    <SidePanel
      title={say.blockNumbers}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          <PanelProblem sentence={problem ?? (add.isError ? toSentence(add.error) : undefined)} />
          <Button variant="default" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" disabled={blocking === 0 || problem !== undefined} loading={add.isPending}>
            {say.blockNumbersOf(blocking)}
          </Button>
        </>
      }
    >
      <Textarea
        ref={field}
        label={say.numbers}
        description={say.oneALine}
        placeholder={'(212) 555-1234\n+972 50 123 4567'}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        spellCheck={false}
        value={numbers}
        onChange={(event) => {
          setNumbers(event.currentTarget.value);
          setOutcomes(null);
        }}
      />
      {outcomes === null ? (
        <Verdicts typed={typed} there={known} onRead={takeReading} />
      ) : (
        <Outcomes outcomes={outcomes} onRead={takeReading} />
      )}
      <NotInUseField count={notInUse} isConfirmed={confirmInvalid} onConfirm={setConfirm} />
      <NumbersCountry region={region} onChange={setRegion} />
      {numbers.trim() === '' ? null : <FirstQuestions />}
      <StatementFields form={form} onChange={(patch) => setForm((before) => ({ ...before, ...patch }))} />
    </SidePanel>
  );
}

/** Asks whether the person means numbers that no operator uses. */
function NotInUseField(props: {
  readonly count: number;
  readonly isConfirmed: boolean;
  readonly onConfirm: (isConfirmed: boolean) => void;
}) {
  if (props.count === 0) return null;
  return (
    <Checkbox
      label={say.blockNumbersThatNoOperator(props.count)}
      description={say.theLengthIsRight}
      checked={props.isConfirmed}
      onChange={(event) => props.onConfirm(event.currentTarget.checked)}
    />
  );
}

function NumbersCountry(props: { readonly region: string | null; readonly onChange: (region: string | null) => void }) {
  return (
    <Select
      label={say.countryOfNumbersWithout}
      placeholder={say.none}
      data={countryChoices()}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': say.noCountry }}
      value={props.region}
      onChange={props.onChange}
    />
  );
}

/** "Blocked 3 numbers; 1 was blocked already; 1 refused." */
function toSummary(outcomes: readonly AddOutcome[]): string {
  const count = (...kinds: readonly AddOutcome['outcome'][]) =>
    outcomes.filter(({ outcome }) => kinds.includes(outcome)).length;
  const added = count('added', 'revived');
  const changed = count('changed');
  const there = count('alreadyThere');
  const refused = count('rejected', 'needsConfirmation');
  const parts = [
    added > 0 ? say.blockedNumbers(added) : null,
    changed > 0 ? say.widenedTheBlockOfNumbers(changed) : null,
    there > 0 ? say.wasBlockedAlready(there) : null,
    refused > 0 ? say.notTaken(refused) : null,
  ].filter((part) => part !== null);
  const sentence = parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
