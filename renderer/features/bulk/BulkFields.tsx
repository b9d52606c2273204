/**
 * The two fields of every change of many entries: why it is made and, for a large one, the count, which the person
 * types.
 */
import { TextInput } from '@mantine/core';
import { toCount } from '../../../shared/words/counts.ts';

export function WhyField(props: {
  readonly isRemoval: boolean;
  /** Whether the field takes the focus when the panel opens. */
  readonly isFirst: boolean;
  readonly value: string;
  readonly onChange: (why: string) => void;
}) {
  const { isRemoval, isFirst, value, onChange } = props;
  return (
    <TextInput
      label={isRemoval ? 'Why' : 'Why you change them'}
      description={`Written beside the batch${isRemoval ? ', and in the history of the numbers' : ''}.`}
      placeholder={isRemoval ? 'imported from the wrong file' : 'kept one year by law'}
      data-autofocus={isFirst || undefined}
      required
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function ConfirmField(props: {
  /** The count to type. */
  readonly confirm: number;
  /** How many entries the list has. */
  readonly total: number;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}) {
  const { confirm, total, value, onChange } = props;
  return (
    <TextInput
      label={`Type ${toCount(confirm)} to confirm`}
      description={`That is ${toShare(confirm, total)} of the list. It can be undone as a whole.`}
      inputMode="numeric"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** "12 %", "less than 1 %". */
function toShare(count: number, total: number): string {
  const percent = total === 0 ? 100 : (count / total) * 100;
  return percent < 1 ? 'less than 1 %' : `${Math.round(percent)} %`;
}
