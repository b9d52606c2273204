/** The first steps: three doors, in any order, each gone once it was used. The sample list is cleared in one step. */
import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FileInput, List, RadioTower } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HomeState } from '../../../shared/contract/home.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Home.module.css';
import { doorsWords as say } from '../../../shared/words/page/home.ts';

export function Doors({ home }: { readonly home: HomeState | undefined }) {
  const { view } = useDesk();
  const sample = useSample();
  if (home === undefined) return null;
  const { doors } = home;
  return (
    <>
      {doors.length === 0 ? null : (
        <section className={classes.doors} aria-label={say.whereToBegin}>
          {doors.includes('list') ? (
            <Door icon={<FileInput size={20} />} title={say.dropYourList}>
              <FileButton
                onChange={(file) => {
                  if (file === null) return;
                  view.setState({ droppedFile: file });
                  goTo('import');
                }}
              >
                {(props) => <Button {...props}>{say.chooseAFile}</Button>}
              </FileButton>
              <p>{say.aCsvOrAWorkbook}</p>
            </Door>
          ) : null}
          {doors.includes('vendor') ? (
            <Door icon={<RadioTower size={20} />} title={say.connectAVendor}>
              <Button variant="default" onClick={() => goTo('accounts', { rest: ['connect'] })}>
                {say.connectAnAccount}
              </Button>
              <p>{say.theListIsThenKept}</p>
            </Door>
          ) : null}
          {doors.includes('sample') ? (
            <Door icon={<List size={20} />} title={say.lookAtASampleList}>
              <Button variant="default" loading={sample.isAdding} onClick={sample.add}>
                {say.showMeASample}
              </Button>
              <p>{say.twoHundredNumbersThatNobody}</p>
            </Door>
          ) : null}
        </section>
      )}
      {home.sample === null ? null : (
        <p className={classes.sample}>
          {say.numbersOfTheSampleList(home.sample.count)}
          <Button variant="default" size="compact-sm" loading={sample.isClearing} onClick={sample.clear}>
            {say.clearTheSample}
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
      onSuccess: ({ changed }) => tell(say.numbersOfTheSample(changed)),
    }),
  );
  const clear = useMutation(
    queries.home.clearSample.mutationOptions({ onError, onSuccess: () => tell(say.theSampleIsCleared) }),
  );
  return {
    add: () => add.mutate(undefined),
    isAdding: add.isPending,
    clear: () => clear.mutate(undefined),
    isClearing: clear.isPending,
  };
}
