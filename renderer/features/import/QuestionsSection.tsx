/** What the file leaves open, each as a question with its answers beside it; absent when it leaves nothing open. */
import { Button } from '@mantine/core';
import type { Ref } from 'react';
import { isWordColumn } from '../../../shared/fields.ts';
import type { IntakeSummary } from '../../../shared/contract/intake.ts';
import { ChoiceQuestion } from '../../ui/file/ChoiceQuestion.tsx';
import { toColumnName } from '../../ui/file/fileWords.ts';
import { MeaningFields } from '../../ui/file/MeaningFields.tsx';
import { Step } from '../../ui/file/Step.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { DoubtQuestion } from './DoubtQuestion.tsx';
import { answerOfUnread, answerUnread, type ImportDraft } from './draft.ts';
import classes from './Import.module.css';
import { type Asked, countOpen, listEarlier } from './questions.ts';
import { questionsSectionWords as say } from '../../../shared/words/page/import.ts';

type Change = ((draft: ImportDraft) => void) | undefined;
type Props = { readonly asked: Asked; readonly draft: ImportDraft; readonly onChange: Change };

export function QuestionsSection(
  props: Props & {
    /** Questions of the core that the page cannot ask otherwise. */
    readonly others: IntakeSummary['questions'];
    readonly ref: Ref<HTMLDivElement>;
  },
) {
  const { asked, draft, onChange, others, ref } = props;
  const { meanings, unread, doubts } = asked;
  const open = countOpen(asked, draft);
  const earlier = listEarlier(asked, draft);
  const hasInvalid = asked.invalid !== null || draft.invalid !== null;
  const hasReleased = asked.released !== null || draft.released !== null;
  const isEmpty = meanings.length + unread.length + doubts.length + earlier.length + others.length === 0;
  if (isEmpty && !hasInvalid && !hasReleased) return null;
  return (
    <Step title={say.whatTheFile} about={open > 0 ? say.questionsAreOpen(open) : say.nothingIsOpen}>
      <div className={classes.questions} ref={ref}>
        <MeaningFields
          columns={meanings}
          answers={draft}
          purpose="block"
          words={{ ask: say.meanDoNotCall, yes: say.doNotCall, no: say.somethingElse }}
          isWaiting={asked.isWaiting}
          onAnswer={onChange && ((answers) => onChange({ ...draft, ...answers }))}
        />
        {unread.map((column) => (
          <Unread key={column.column} column={column} draft={draft} onChange={onChange} />
        ))}
        {doubts.map((kind) => (
          <DoubtQuestion key={kind.kind} kind={kind} draft={draft} onChange={onChange} />
        ))}
        {earlier.length === 0 ? null : <Earlier kinds={earlier} draft={draft} onChange={onChange} />}
        {hasInvalid ? (
          <ChoiceQuestion
            question={asked.invalid ?? say.numbersThatArePossible}
            choices={[
              { value: 'block', label: say.blockThem },
              { value: 'leave', label: say.leaveThemOut },
            ]}
            value={draft.invalid}
            isDisabled={onChange === undefined}
            onChange={(invalid) => onChange?.({ ...draft, invalid })}
          />
        ) : null}
        {hasReleased ? (
          <ChoiceQuestion
            question={asked.released ?? say.numbersThatWereReleased}
            choices={[
              { value: 'revive', label: say.blockThemAgain },
              { value: 'keep', label: say.leaveThemAsTheyAre },
            ]}
            value={draft.released}
            isDisabled={onChange === undefined}
            onChange={(released) => onChange?.({ ...draft, released })}
          />
        ) : null}
        {others.map(({ kind, sentence }) => (
          <p key={kind} className={classes.gap}>
            <StateMark mark={{ word: sentence, shape: 'triangle', tone: 'person' }} />
          </p>
        ))}
      </div>
    </Step>
  );
}

function toBlockLabel(holds: Asked['unread'][number]['holds'], count: number): string {
  if (holds === 'requests') return say.blockOnlyTheLines;
  return count === 1 ? say.blockItToo : say.blockTheseToo;
}

function Unread(props: {
  readonly column: Asked['unread'][number];
  readonly draft: ImportDraft;
  readonly onChange: Change;
}) {
  const { draft, onChange } = props;
  const { holds, column, count, line, samples } = props.column;
  const field = draft.fields[column];
  return (
    <ChoiceQuestion
      question={
        holds === 'numbers' ? (
          <>
            {say.theColumn}
            <bdi>“{toColumnName(props.column)}”</bdi>
            {say.holdsNumbers(count, line)}
            <bdi>{samples[0]}</bdi>
          </>
        ) : (
          <>
            {say.theColumn}
            <bdi>“{toColumnName(props.column)}”</bdi>
            {say.isNotReadAndSays(count, line)}
            <bdi>{samples[0]}</bdi>
          </>
        )
      }
      choices={[
        { value: 'block', label: toBlockLabel(holds, count) },
        {
          value: 'leave',
          label: field !== undefined && isWordColumn(field) ? say.keepTheColumnAsWords : say.leaveTheColumnOut,
        },
      ]}
      value={answerOfUnread(draft, column)}
      isDisabled={onChange === undefined}
      onChange={(answer) => onChange?.(answerUnread(draft, props.column, answer))}
    />
  );
}

/** After a reload the cells of answered doubts are not known: the person can let the desk ask about them again. */
function Earlier(props: { readonly kinds: readonly string[]; readonly draft: ImportDraft; readonly onChange: Change }) {
  const { kinds, draft, onChange } = props;
  return (
    <div className={classes.earlier}>
      <span>{say.kindsOfNumbersInDoubt(kinds.length)}</span>
      <Button
        variant="default"
        size="compact-sm"
        disabled={onChange === undefined}
        onClick={() => {
          const doubtful = Object.entries(draft.doubtful).filter(([kind]) => !kinds.includes(kind));
          onChange?.({ ...draft, doubtful: Object.fromEntries(doubtful) });
        }}
      >
        {say.askAgain}
      </Button>
    </div>
  );
}
