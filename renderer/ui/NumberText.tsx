/** A number as people read it, with its country; copying it gives E.164. */
import { nameCountry } from './words.ts';

export function NumberText(props: {
  readonly number: string;
  readonly international: string;
  readonly country?: string | null;
}) {
  const { number, international, country } = props;
  return (
    <span
      dir="ltr"
      style={{ whiteSpace: 'nowrap' }}
      onCopy={(event) => {
        event.clipboardData.setData('text/plain', number);
        event.preventDefault();
      }}
    >
      {international}
      {country === undefined || country === null ? null : (
        <>
          {'  '}
          {nameCountry(country)}
        </>
      )}
    </span>
  );
}
