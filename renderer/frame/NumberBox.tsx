/**
 * The one box on top: a number shows its verdict as it is typed or pasted and opens its drawer; anything else is a command.
 * Ctrl/Cmd+K goes to it from everywhere.
 */
import { Combobox, Kbd, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue, useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../desk.tsx';
import { openNumber } from '../place.ts';
import { useToast } from '../ui/useUndoToast.tsx';
import { toVerdictMark } from '../features/number/verdictMark.ts';
import { doubtMark, registryMarks, StateMark } from '../ui/StateMark.tsx';
import { NumberText } from '../ui/NumberText.tsx';
import { ReadingText } from '../ui/ReadingText.tsx';
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
  const readings = found?.doubt?.readings.slice(0, shownReadings);
  // Enter on a text that has several readings opens none of them: it goes to the first, and the person says which. It may
  // have been pressed before they were drawn.
  const entered = useRef<string | null>(null);
  const drawn = useRef<string | null>(null);
  useEffect(() => {
    drawn.current = (readings?.length ?? 0) > 1 ? asked : null;
    goToChoice();
  });
  const settings = useQuery(queries.app.settings.queryOptions());
  const commands = useCommands(text, isNumber && verdict.isError && settings.data?.region === null);

  useWindowEvent('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      focusNumberBox();
    }
  });

  function done(): void {
    entered.current = null;
    setText('');
    combobox.closeDropdown();
    input.current?.blur();
  }

  function choose(value: string): void {
    done();
    if (value.startsWith('+')) openNumber(value);
    else commands.find(({ id }) => id === value)?.run();
  }

  function goToChoice(): void {
    if (entered.current === null || entered.current !== drawn.current) return;
    entered.current = null;
    combobox.selectFirstOption();
  }

  /** Enter does what is typed, also when it comes faster than the verdict or the list of what was found. */
  async function chooseFirst(): Promise<void> {
    const typed = text.trim();
    if (!looksLikeNumber(typed)) {
      if (commands[0] !== undefined) choose(commands[0].id);
      return;
    }
    try {
      const { number, doubt } = await client.entries.get({ number: typed });
      if (doubt === undefined || doubt.readings.length < 2) return choose(number);
      entered.current = typed;
      combobox.openDropdown();
      goToChoice();
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
        {found?.doubt === undefined ? null : (
          <div className={classes.doubt} role="status">
            <StateMark mark={doubtMark} />
            <span className={classes.sentence}>{found.doubt.sentence}</span>
          </div>
        )}
        <Combobox.Options aria-label="What was found">
          {found === undefined ? null : readings === undefined ? (
            <Combobox.Option value={found.number}>
              <Found details={found} />
            </Combobox.Option>
          ) : (
            readings.map((reading) => (
              <Combobox.Option key={reading.number} value={reading.number}>
                <ReadingText reading={reading} />
              </Combobox.Option>
            ))
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

/** A number that is one beyond doubt, with what is known of it. */
function Found({ details }: { readonly details: DeskOutputs['entries']['get'] }) {
  const { number, international, country, sentence, registry, forms } = details;
  return (
    <>
      <span className={classes.verdict}>
        <strong>
          <NumberText number={number} international={international} country={country} />
        </strong>
        <StateMark mark={toVerdictMark(details)} />
      </span>
      <span className={classes.sentence}>{sentence}</span>
      {forms.map((form) => (
        <span key={form.number} className={classes.sentence}>
          The same subscriber as {form.international}: {form.sentence}
        </span>
      ))}
      {registry === undefined ? null : (
        <span className={classes.sentence}>
          <StateMark mark={registryMarks[registry.state]} /> {registry.sentence}
        </span>
      )}
    </>
  );
}

/** More readings than a person can choose among; those that are on the list come first. */
const shownReadings = 6;

/** Five digits or more and no words, or as many digits as a number has: worth asking the core about. */
function looksLikeNumber(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  return digits >= 7 || (digits >= 5 && !/\p{L}{4,}/u.test(text));
}

function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}
