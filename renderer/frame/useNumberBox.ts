/**
 * What the number box knows and does: the verdict of a number while it is typed, the commands otherwise, and what Enter
 * does.
 */
import { type ComboboxStore, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import { splitVerb } from '../actions.ts';
import { toSentence, useDesk, useOpenPanel } from '../desk.tsx';
import { openNumber } from '../route.ts';
import { useTell } from '../ui/useTell.ts';
import { toNumberCommands, type TypedNumber, useCommands } from './useCommands.ts';

/** A person cannot choose among more readings than this; those that are on the list come first. */
const shownReadings = 6;

export function useNumberBox(input: RefObject<HTMLInputElement | null>) {
  const { client } = useDesk();
  const tell = useTell();
  const openPanel = useOpenPanel();
  const [text, setText] = useState('');
  // Nothing is selected before an arrow key is pressed: Enter takes the first option, whether it is drawn yet or not.
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { verb, number: typedNumber } = splitVerb(text);
  const { asked, isNumber, found, readings, error } = useVerdict(typedNumber);
  const choice = useChoice(combobox, (readings?.length ?? 0) > 1 ? asked : null);
  const settings = useQuery(useDesk().queries.app.settings.queryOptions());
  const known = found === undefined ? undefined : toTyped(found);
  const commands = useCommands(text, known, isNumber && error !== null && settings.data?.region === null);

  function done(): void {
    choice.forget();
    setText('');
    combobox.closeDropdown();
    input.current?.blur();
  }

  function choose(value: string): void {
    done();
    if (value.startsWith('+')) openNumber(value);
    else commands.find(({ id }) => id === value)?.run();
  }

  /** Enter does what is typed, even when it comes before the verdict or the list of commands. */
  async function chooseFirst(): Promise<void> {
    if (!looksLikeNumber(typedNumber)) {
      if (commands[0] !== undefined) choose(commands[0].id);
      return;
    }
    try {
      const details = await client.entries.get({ number: typedNumber });
      const { number, doubt } = details;
      const isSure = doubt === undefined || doubt.readings.length < 2;
      const [wanted] = verb === '' ? [] : toNumberCommands(text.trim(), toTyped(details), openPanel);
      if (wanted !== undefined) {
        done();
        wanted.run();
      } else if (isSure) choose(number);
      else choice.ask(typedNumber);
    } catch (failure) {
      tell(toSentence(failure), true);
    }
  }

  function type(next: string): void {
    setText(next);
    combobox.openDropdown();
    combobox.resetSelectedOption();
  }

  /** A verb before a number is done; the number itself is opened only where there is no verb, or it has to be chosen first. */
  const isAct = verb !== '' && commands.length > 0 && known !== undefined;
  return { text, type, combobox, isNumber, found, isAct, readings, error, commands, choose, chooseFirst, done };
}

/** A number that is in doubt is changed where it can be looked at, and not from here. */
function toTyped({ number, international, doubt, entry }: DeskOutputs['entries']['get']): TypedNumber {
  return { number, international, isListed: doubt === undefined && entry !== null && entry.state !== 'removed' };
}

/** What the core says of a text that looks like a number, a moment after it was typed. */
function useVerdict(text: string) {
  const { queries } = useDesk();
  const [settled] = useDebouncedValue(text.trim(), 120);
  // Until the text has settled nothing is known: what was found is about the text before it, and so would be its verbs.
  const asked = settled === text.trim() ? settled : '';
  const isNumber = looksLikeNumber(asked);
  const verdict = useQuery(
    queries.entries.get.queryOptions({ input: { number: asked }, enabled: isNumber, retry: false }),
  );
  const found: DeskOutputs['entries']['get'] | undefined = isNumber ? verdict.data : undefined;
  return {
    asked,
    isNumber,
    found,
    readings: found?.doubt?.readings.slice(0, shownReadings),
    error: isNumber ? verdict.error : null,
  };
}

/**
 * Enter on a text with several readings opens none of them: it goes to the first one, and the person chooses. Enter may
 * come before the readings are drawn.
 * @param drawn the text whose readings are on the screen, or null
 */
function useChoice(combobox: ComboboxStore, drawn: string | null) {
  const entered = useRef<string | null>(null);
  const latest = useRef<string | null>(null);
  const goToFirst = (): void => {
    if (entered.current === null || entered.current !== latest.current) return;
    entered.current = null;
    combobox.selectFirstOption();
  };
  useEffect(() => {
    latest.current = drawn;
    goToFirst();
  });
  return {
    ask(text: string): void {
      entered.current = text;
      combobox.openDropdown();
      goToFirst();
    },
    forget(): void {
      entered.current = null;
    },
  };
}

/** Five digits or more and no words, or as many digits as a number has: worth asking the core. */
function looksLikeNumber(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  return digits >= 7 || (digits >= 5 && !/\p{L}{4,}/u.test(text));
}
