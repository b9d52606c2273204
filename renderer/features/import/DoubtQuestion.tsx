/** Numbers that can be read in more than one way: the cells with their readings side by side, and one choice for all like them. */
import type { DoubtKind } from '../../../shared/contract/fileQuestions.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { ChoiceQuestion } from '../../ui/file/ChoiceQuestion.tsx';
import columnClasses from '../../ui/file/Columns.module.css';
import questionClasses from '../../ui/file/Questions.module.css';
import type { ImportDraft } from './draft.ts';
import classes from './Import.module.css';
import { ordinalOf, toDoubtChoices } from './questions.ts';

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
          {readings === 1
            ? `${countOf(count, 'number is', 'numbers are')} not sure.`
            : `${countOf(count, 'number', 'numbers')} can be read in more than one way.`}{' '}
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
      <div
        className={questionClasses.readings}
        tabIndex={0}
        role="region"
        aria-label="Numbers in doubt and their readings"
      >
        <table className={columnClasses.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.figure}>
                Line
              </th>
              <th scope="col">In the file</th>
              {Array.from({ length: readings }, (_, index) => (
                <th key={index} scope="col">
                  {readings === 1 ? 'Reading' : `The ${ordinalOf(index)} reading`}
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
        <p className={questionClasses.quiet}>
          The answer holds for {countOf(count - samples.length, 'more number')} like these.
        </p>
      ) : null}
    </ChoiceQuestion>
  );
}
