/**
 * The one box on top: a number shows its verdict as it is typed or pasted, and opens its drawer; any other text is a
 * command.
 */
import { Combobox, Kbd, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useRef } from 'react';
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import { toSentence } from '../desk.tsx';
import { toVerdictMark } from '../features/number/verdictMark.ts';
import { ActionKey } from '../ui/ActionKey.tsx';
import { NumberText } from '../ui/NumberText.tsx';
import { ReadingText } from '../ui/ReadingText.tsx';
import { doubtMark, registryMarks, StateMark } from '../ui/StateMark.tsx';
import classes from './NumberBox.module.css';
import { useNumberBox } from './useNumberBox.ts';
import { numberBoxWords as say } from '../../shared/words/page/frame.ts';

export function NumberBox() {
  const input = useRef<HTMLInputElement>(null);
  const { text, type, combobox, isNumber, found, isAct, readings, error, commands, ...box } = useNumberBox(input);
  return (
    <Combobox store={combobox} onOptionSubmit={box.choose} width={520} position="bottom-start">
      <Combobox.Target withAriaAttributes>
        <TextInput
          id="number-box"
          ref={input}
          className={classes.box}
          aria-label={say.lookUpANumber}
          placeholder={say.pasteANumberOrType}
          leftSection={<Search size={15} aria-hidden="true" />}
          rightSection={<ActionKey id="search" />}
          rightSectionWidth={62}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(event.currentTarget.value)}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') box.done();
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return;
            if (combobox.getSelectedOptionIndex() >= 0) return;
            event.preventDefault();
            void box.chooseFirst();
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
        <Combobox.Options aria-label={say.whatWasFound} className={classes.options}>
          {found === undefined || (isAct && readings === undefined) ? null : readings === undefined ? (
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
          {commands.map(({ id, name, key }) => (
            <Combobox.Option key={id} value={id}>
              <span className={classes.verdict}>
                {name}
                {key === undefined ? null : <Kbd size="xs">{key}</Kbd>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {error === null ? null : <Combobox.Empty>{toSentence(error)}</Combobox.Empty>}
        {!isNumber && commands.length === 0 ? <Combobox.Empty>{say.noSuchCommand}</Combobox.Empty> : null}
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A number beyond doubt, with what is known of it. */
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
          {say.theSameSubscriberAs}
          {form.international}: {form.sentence}
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
