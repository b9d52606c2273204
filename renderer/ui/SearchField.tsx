/**
 * A search that runs while the person types, a moment after the last key. A search that comes from elsewhere replaces
 * its text.
 */
import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

const settleMs = 180;

export function SearchField(props: {
  readonly id?: string;
  readonly className?: string | undefined;
  readonly label: string;
  readonly placeholder: string;
  /** The words of the search that is shown. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
}) {
  const { text, onSearch } = props;
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const search = useDebouncedCallback((wanted: string) => {
    sent.current = wanted;
    onSearch(wanted);
  }, settleMs);
  // A search that the field asked for comes back as `text` while the person types on, and must not undo the newer text.
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  return (
    <TextInput
      {...(props.id === undefined ? {} : { id: props.id })}
      className={props.className}
      size="xs"
      aria-label={props.label}
      placeholder={props.placeholder}
      leftSection={<Search size={14} aria-hidden="true" />}
      value={typed}
      maxLength={200}
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
    />
  );
}
