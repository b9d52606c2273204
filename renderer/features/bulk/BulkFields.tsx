/**
 * The two fields of every change of many entries: why it is made and, for a large one, the count, which the person
 * types.
 */
import { TextInput } from '@mantine/core';
import { bulkFieldsWords as say } from '../../../shared/words/page/bulk.ts';

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
      label={isRemoval ? say.why : say.whyYouChangeThem}
      description={say.writtenBesideTheBatch(isRemoval)}
      placeholder={isRemoval ? say.importedFromTheWrongFile : say.keptOneYearByLaw}
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
      label={say.typeToConfirm(confirm)}
      description={say.thatIsOfTheList(toShare(confirm, total))}
      inputMode="numeric"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** "12 %", "less than 1 %". */
function toShare(count: number, total: number): string {
  const percent = total === 0 ? 100 : (count / total) * 100;
  return percent < 1 ? say.lessThan1 : `${Math.round(percent)} %`;
}
