/** Numbers that can be read in more than one way: the cells with their readings side by side, and one choice for all like them. */
import type { DoubtKind } from '../../../shared/contract/fileQuestions.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { ChoiceQuestion } from '../../ui/file/ChoiceQuestion.tsx';
import columnClasses from '../../ui/file/Columns.module.css';
import questionClasses from '../../ui/file/Questions.module.css';
import type { ImportDraft } from './draft.ts';
import classes from './Import.module.css';
import { ordinalOf, toDoubtChoices } from './questions.ts';
import { doubtQuestionWords as say } from '../../../shared/words/page/import.ts';

export function DoubtQuestion(props: {
  readonly kind: DoubtKind;
  readonly draft: ImportDraft;
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
}) {
  const { draft, onChange } = props;
  const { kind, count, sentence, samples } = props.kind;
  const readings = samples[0]?.readings.length ?? 0;
  const choices = toDoubtChoices(readings);
  const chosen = draft.doubtful[kind];
  return (
    <ChoiceQuestion
      question={
        <>
          {say.numbersAreNotSure(readings, count)}
          <span className={classes.why}>{sentence}</span>
        </>
      }
      choices={choices.map(({ choice, label }) => ({ value: String(choice), label }))}
      value={chosen === undefined ? null : String(chosen)}
      isDisabled={onChange === undefined}
      onChange={(answer) => {
        const choice = choices.find((each) => String(each.choice) === answer)?.choice;
        if (choice !== undefined) onChange?.({ ...draft, doubtful: { ...draft.doubtful, [kind]: choice } });
      }}
    >
      <div className={questionClasses.readings} tabIndex={0} role="region" aria-label={say.numbersInDoubt}>
        <table className={columnClasses.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.figure}>
                {say.line}
              </th>
              <th scope="col">{say.inTheFile}</th>
              {Array.from({ length: readings }, (_, index) => (
                <th key={index} scope="col">
                  {readings === 1 ? say.reading : say.theReading(ordinalOf(index))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map((sample, index) => (
              <tr key={`${index}/${sample.line}`}>
                <td className={classes.figure}>{toCount(sample.line)}</td>
                <td className={classes.raw}>
                  <bdi>{sample.text}</bdi>
                </td>
                {sample.readings.map(({ number, words }) => (
                  <td key={number}>{words}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > samples.length ? (
        <p className={questionClasses.quiet}>{say.theAnswerHolds(count - samples.length)}</p>
      ) : null}
    </ChoiceQuestion>
  );
}
