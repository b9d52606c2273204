/** Something could not be shown: the sentence, and the way to try again. */
import { Button } from '@mantine/core';
import { toSentence } from '../desk.tsx';
import classes from './states.module.css';
import { errorStateWords as say } from '../../shared/words/page/ui.ts';

export function ErrorState(props: { readonly error: unknown; readonly onRetry?: () => void }) {
  return (
    <div className={classes.state} role="alert">
      <p className={classes.text}>{toSentence(props.error)}</p>
      {props.onRetry === undefined ? null : (
        <Button variant="default" onClick={props.onRetry}>
          {say.tryAgain}
        </Button>
      )}
    </div>
  );
}
