/** The first steps: three doors, in any order, each gone once it was used. The sample list is cleared in one step. */
import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FileInput, List, RadioTower } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HomeState } from '../../../shared/contract/home.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Home.module.css';

export function Doors({ home }: { readonly home: HomeState | undefined }) {
  const { view } = useDesk();
  const sample = useSample();
  if (home === undefined) return null;
  const { doors } = home;
  return (
    <>
      {doors.length === 0 ? null : (
        <section className={classes.doors} aria-label="Where to begin">
          {doors.includes('list') ? (
            <Door icon={<FileInput size={20} />} title="Drop your list">
              <FileButton
                onChange={(file) => {
                  if (file === null) return;
                  view.setState({ droppedFile: file });
                  goTo('import');
                }}
              >
                {(props) => <Button {...props}>Choose a file</Button>}
              </FileButton>
              <p>A CSV or a workbook, dropped anywhere on this window. You see what it will do before it is written.</p>
            </Door>
          ) : null}
          {doors.includes('vendor') ? (
            <Door icon={<RadioTower size={20} />} title="Connect a vendor">
              <Button variant="default" onClick={() => goTo('accounts', { rest: ['connect'] })}>
                Connect an account
              </Button>
              <p>The list is then kept in step with it, both ways. Nothing is removed there without a person’s act.</p>
            </Door>
          ) : null}
          {doors.includes('sample') ? (
            <Door icon={<List size={20} />} title="Look at a sample list">
              <Button variant="default" loading={sample.isAdding} onClick={sample.add}>
                Show me a sample
              </Button>
              <p>Two hundred numbers that nobody has. One step clears them again.</p>
            </Door>
          ) : null}
        </section>
      )}
      {home.sample === null ? null : (
        <p className={classes.sample}>
          {countOf(home.sample.count, 'number')} of the sample list {home.sample.count === 1 ? 'is' : 'are'} on your
          list.{' '}
          <Button variant="default" size="compact-sm" loading={sample.isClearing} onClick={sample.clear}>
            Clear the sample
          </Button>
        </p>
      )}
    </>
  );
}

function Door(props: { readonly icon: ReactNode; readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={classes.door}>
      <h2>
        <span aria-hidden="true">{props.icon}</span> {props.title}
      </h2>
      {props.children}
    </div>
  );
}

function useSample() {
  const { queries } = useDesk();
  const tell = useTell();
  const onError = (error: unknown) => tell(toSentence(error), true);
  const add = useMutation(
    queries.home.addSample.mutationOptions({
      onError,
      onSuccess: ({ changed }) => tell(`${countOf(changed, 'number')} of the sample are on the list.`),
    }),
  );
  const clear = useMutation(
    queries.home.clearSample.mutationOptions({ onError, onSuccess: () => tell('The sample is cleared.') }),
  );
  return {
    add: () => add.mutate(undefined),
    isAdding: add.isPending,
    clear: () => clear.mutate(undefined),
    isClearing: clear.isPending,
  };
}
