/**
 * N: blocks one number in seconds, or a pasted column of them. Each line has its verdict before anything is written.
 */
import { Button, Checkbox, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AddOutcome } from '../../../shared/contract/entries.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
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
      title="Block numbers"
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          <PanelProblem sentence={problem ?? (add.isError ? toSentence(add.error) : undefined)} />
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={blocking === 0 || problem !== undefined} loading={add.isPending}>
            {`Block ${countOf(blocking, 'number')}`}
          </Button>
        </>
      }
    >
      <Textarea
        ref={field}
        label="Numbers"
        description="One a line, in any common spelling; a pasted column will do."
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
      label={`Block ${countOf(props.count, 'number')} that no operator is known to use`}
      description="The length is right, but the range is in no numbering plan: check for a typing mistake first."
      checked={props.isConfirmed}
      onChange={(event) => props.onConfirm(event.currentTarget.checked)}
    />
  );
}

function NumbersCountry(props: { readonly region: string | null; readonly onChange: (region: string | null) => void }) {
  return (
    <Select
      label="Country of numbers without a country code"
      placeholder="None: refuse such numbers"
      data={countryChoices()}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'No country' }}
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
    added > 0 ? `Blocked ${countOf(added, 'number')}` : null,
    changed > 0 ? `widened the block of ${countOf(changed, 'number')}` : null,
    there > 0 ? `${toCount(there)} ${there === 1 ? 'was' : 'were'} blocked already` : null,
    refused > 0 ? `${toCount(refused)} not taken` : null,
  ].filter((part) => part !== null);
  const sentence = parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
