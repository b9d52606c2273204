/** What needs a person: at most seven lines, worst first, one verb each. */
import { Button, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { HomeState } from '../../../shared/contract/home.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo, toHash } from '../../route.ts';
import { needMarks } from '../../ui/marks.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import { useActions } from '../../useActions.ts';
import classes from './Home.module.css';
import { needLinesWords as say } from '../../../shared/words/page/home.ts';

type Need = HomeState['needs'][number];

const mostShown = 7;

export function NeedLines(props: { readonly needs: readonly Need[]; readonly waiting: number }) {
  const { needs, waiting } = props;
  const list = useRef<HTMLUListElement>(null);
  const [showsAll, setShowsAll] = useState(false);
  const putOff = usePutOff();
  const shown = showsAll ? needs : needs.slice(0, mostShown);
  const move = (by: 1 | -1) => focusNext(list.current, by);
  const focused = () => needs.find(({ key }) => key === document.activeElement?.closest('li')?.dataset['need']);
  useActions({
    'home.next': needs.length === 0 ? undefined : () => move(1),
    'home.previous': needs.length === 0 ? undefined : () => move(-1),
    'home.putOff': () => {
      const need = focused();
      if (need !== undefined) putOffHere(need);
    },
  });
  // The line goes, and the keyboard goes on at the next one.
  const putOffHere = (need: Need): void => {
    if (need.canWait) focusBeside(list.current);
    putOff(need);
  };
  const asleep = waiting === 0 ? null : <Asleep waiting={waiting} />;
  if (needs.length === 0)
    return (
      <p className={classes.quiet}>
        {say.nothingNeedsYouNow}
        {asleep ?? say.whatDoesComesHereWorst}
      </p>
    );
  return (
    <>
      <ul className={classes.needs} ref={list}>
        {shown.map((need) => (
          <NeedLine key={need.key} need={need} onPutOff={() => putOffHere(need)} />
        ))}
      </ul>
      {needs.length > shown.length ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(true)}>
          {say.showMoreLines(needs.length - shown.length)}
        </Button>
      ) : null}
      {asleep === null ? null : <p className={classes.quiet}>{asleep}</p>}
    </>
  );
}

/** What is put off, and the way to have it back: nobody has to wait for tomorrow to find what was put off by mistake. */
function Asleep({ waiting }: { readonly waiting: number }) {
  const { queries } = useDesk();
  const tell = useTell();
  const { mutate } = useMutation(
    queries.home.takeUp.mutationOptions({ onError: (error: unknown) => tell(toSentence(error), true) }),
  );
  return (
    <>
      {say.linesArePutOff(waiting)}{' '}
      <Button variant="subtle" size="compact-sm" onClick={() => mutate(undefined)}>
        {say.showThemNow(waiting)}
      </Button>
    </>
  );
}

function NeedLine({ need, onPutOff }: { readonly need: Need; readonly onPutOff: () => void }) {
  const { key, weight, sentence, verb, place, why, canWait } = need;
  const [isOpen, setOpen] = useState(false);
  const open = () => goTo(place.screen, { rest: place.rest, params: place.params });
  return (
    <li data-need={key}>
      <div className={classes.need}>
        <StateMark mark={needMarks[weight]} word="" />
        <span>{sentence}</span>
        <span className={classes.verbs}>
          <Button
            component="a"
            data-verb
            variant={weight === 'lost' ? 'filled' : 'default'}
            size="compact-sm"
            href={toHash({ ...place, number: null })}
            onClick={(event) => {
              event.preventDefault();
              open();
            }}
          >
            {verb}
          </Button>
          <Tooltip label={canWait ? say.putItOffUntilTomorrow : say.thisCannotWaitUntilTomorrow}>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-disabled={!canWait}
              data-disabled={canWait ? undefined : true}
              onClick={canWait ? onPutOff : undefined}
            >
              {say.tomorrow}
            </Button>
          </Tooltip>
          <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say.why}
          </Button>
        </span>
      </div>
      {isOpen ? <p className={classes.why}>{why}</p> : null}
    </li>
  );
}

function usePutOff(): (need: Need) => void {
  const { queries } = useDesk();
  const tell = useTell();
  const { mutate } = useMutation(
    queries.home.putOff.mutationOptions({ onError: (error: unknown) => tell(toSentence(error), true) }),
  );
  return ({ key, canWait }) => {
    if (canWait) mutate({ key });
    else tell(say.thisCannotBePutOff);
  };
}

/** Moves the focus from a line that goes to the next one, or from the last to the one before it. */
function focusBeside(list: HTMLElement | null): void {
  const line = document.activeElement?.closest('li');
  const beside = line?.nextElementSibling ?? line?.previousElementSibling;
  if (list?.contains(beside ?? null) === true) beside?.querySelector<HTMLElement>('[data-verb]')?.focus();
}

/** Moves the focus between the lines' verbs. */
function focusNext(list: HTMLElement | null, by: 1 | -1): void {
  const verbs = [...(list?.querySelectorAll<HTMLElement>('[data-verb]') ?? [])];
  const line = document.activeElement?.closest('li');
  const at = verbs.findIndex((verb) => line?.contains(verb) === true);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), verbs.length - 1);
  verbs[next]?.focus();
}
