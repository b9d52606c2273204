/**
 * Questions whether an agent, or an account, is another one under a new id: what happened, what holds meanwhile, and what each
 * answer does. Shown where conflicts are decided and on the account's card.
 */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SameQuestionRow } from '../../shared/contract/sync.ts';
import { toSentence, useDesk, useJobs } from '../desk.tsx';
import { findRunning } from '../stores/jobs.ts';
import { JobProgress } from './JobProgress.tsx';
import classes from './SameQuestions.module.css';
import { StateMark } from './StateMark.tsx';
import { useTell, useTellUndo } from './useTell.ts';
import { sameQuestionsWords as say } from '../../shared/words/page/ui.ts';

/** `account`: only those of this one; undefined: all. Nothing is shown where nothing is asked. */
export function SameQuestions({ account }: { readonly account: number | undefined }) {
  const { queries } = useDesk();
  const { data = [] } = useQuery(queries.accounts.sameQuestions.queryOptions());
  const shown = data.filter((row) => account === undefined || row.account === account);
  if (shown.length === 0) return null;
  return (
    <section className={classes.questions} aria-label={say.isItTheSame}>
      {shown.map((question) => (
        <SameQuestion key={`${question.id}@${question.version}`} question={question} />
      ))}
    </section>
  );
}

function SameQuestion({ question }: { readonly question: SameQuestionRow }) {
  const { id, kind, version, targetName, sentence, meanwhile, effects, mayBeSame } = question;
  const { queries } = useDesk();
  const tell = useTell();
  const tellUndo = useTellUndo();
  const words = choiceWords[kind];
  const answer = useMutation(
    queries.accounts.answerSame.mutationOptions({
      onSuccess: ({ batch, warnings }, given) => {
        tellUndo(`${targetName}: ${words[given.answer].toLowerCase()}.`, batch);
        for (const warning of warnings) tell(warning, true);
      },
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const job = useJobs((state) => findRunning(state, 'bulk', `same-${id}`));
  const choose = (choice: 'same' | 'another') => answer.mutate({ id, version, answer: choice });
  const headingId = `same-question-${id}`;
  return (
    <article className={classes.question} aria-labelledby={headingId}>
      <h2 className={classes.heading} id={headingId}>
        {targetName.replace(' / ', ' · ')} <StateMark mark={mark} />
      </h2>
      <p>{sentence}</p>
      <p>{meanwhile}</p>
      {job === undefined ? null : <JobProgress job={job} />}
      <div className={classes.choices}>
        {(['same', 'another'] as const)
          .filter((choice) => mayBeSame || choice === 'another')
          .map((choice) => (
            <section key={choice} className={classes.choice} aria-label={words[choice]}>
              <Button
                variant="default"
                size="sm"
                disabled={answer.isPending || job !== undefined}
                onClick={() => choose(choice)}
              >
                {words[choice]}
              </Button>
              <ul>
                {effects[choice].map((effect) => (
                  <li key={effect}>{effect}</li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </article>
  );
}

const mark = { word: say.isItTheSame, shape: 'diamond', tone: 'person' } as const;

const choiceWords = {
  agent: { same: say.itIsTheSameAgent, another: say.itIsAnotherAgent },
  account: { same: say.itIsTheSameAccount, another: say.theyAreTwoAccounts },
} as const satisfies Record<SameQuestionRow['kind'], Record<'same' | 'another', string>>;
