/**
 * The one box on top: a number shows its verdict as it is typed or pasted and opens its drawer; anything else is a command.
 * Ctrl/Cmd+K goes to it from everywhere.
 */
import { Combobox, Kbd, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue, useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { toSentence, useDesk } from '../desk.tsx';
import { openNumber } from '../place.ts';
import { useToast } from '../ui/useUndoToast.tsx';
import { entryMarks, registryMarks, StateMark } from '../ui/StateMark.tsx';
import { NumberText } from '../ui/NumberText.tsx';
import classes from './NumberBox.module.css';
import { useCommands } from './useCommands.ts';
import { focusNumberBox } from './useFrameKeys.ts';

export function NumberBox() {
  const { client, queries } = useDesk();
  const tell = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  // Nothing is selected until an arrow key does it: Enter takes the first, whether it is drawn yet or not.
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const isNumber = looksLikeNumber(asked);
  const verdict = useQuery(
    queries.entries.get.queryOptions({ input: { number: asked }, enabled: isNumber, retry: false }),
  );
  const found = isNumber ? verdict.data : undefined;
  const settings = useQuery(queries.app.settings.queryOptions());
  const commands = useCommands(text, isNumber && verdict.isError && settings.data?.region === null);

  useWindowEvent('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      focusNumberBox();
    }
  });

  function done(): void {
    setText('');
    combobox.closeDropdown();
    input.current?.blur();
  }

  function choose(value: string): void {
    done();
    if (value.startsWith('+')) openNumber(value);
    else commands.find(({ id }) => id === value)?.run();
  }

  /** Enter does what is typed, also when it comes faster than the verdict or the list of what was found. */
  async function chooseFirst(): Promise<void> {
    const typed = text.trim();
    if (!looksLikeNumber(typed)) {
      if (commands[0] !== undefined) choose(commands[0].id);
      return;
    }
    try {
      choose((await client.entries.get({ number: typed })).number);
    } catch (error) {
      tell(toSentence(error), true);
    }
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={520} position="bottom-start">
      <Combobox.Target withAriaAttributes>
        <TextInput
          id="number-box"
          ref={input}
          className={classes.box}
          aria-label="Look up a number or type a command"
          placeholder="Paste a number or type a command"
          leftSection={<Search size={15} aria-hidden="true" />}
          rightSection={<Kbd size="xs">{isMac() ? '⌘K' : 'Ctrl K'}</Kbd>}
          rightSectionWidth={62}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') done();
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return;
            if (combobox.getSelectedOptionIndex() >= 0) return;
            event.preventDefault();
            void chooseFirst();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label="What was found">
          {found === undefined ? null : (
            <Combobox.Option value={found.number}>
              <span className={classes.verdict}>
                <strong>
                  <NumberText number={found.number} international={found.international} country={found.country} />
                </strong>
                {found.entry === null ? (
                  <StateMark mark={{ word: 'not on the list', shape: 'ring', tone: 'plain' }} />
                ) : (
                  <StateMark mark={entryMarks[found.entry.state]} />
                )}
              </span>
              <span className={classes.sentence}>{found.sentence}</span>
              {found.registry === undefined ? null : (
                <span className={classes.sentence}>
                  <StateMark mark={registryMarks[found.registry.state]} /> {found.registry.sentence}
                </span>
              )}
            </Combobox.Option>
          )}
          {commands.map((command) => (
            <Combobox.Option key={command.id} value={command.id}>
              <span className={classes.verdict}>
                {command.name}
                {command.key === undefined ? null : <Kbd size="xs">{command.key}</Kbd>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {isNumber && verdict.isError ? <Combobox.Empty>{toSentence(verdict.error)}</Combobox.Empty> : null}
        {!isNumber && commands.length === 0 ? <Combobox.Empty>No such command.</Combobox.Empty> : null}
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Five digits or more and no words: worth asking the core about. */
function looksLikeNumber(text: string): boolean {
  return (text.match(/\p{Nd}/gu)?.length ?? 0) >= 5 && !/\p{L}{4,}/u.test(text);
}

function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}
