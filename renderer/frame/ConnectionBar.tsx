/** Says that the core cannot be reached and that the page keeps trying. What is shown meanwhile may be old. */
import { useStore } from 'zustand';
import { useDesk } from '../desk.tsx';
import { Shape } from '../ui/StateMark.tsx';
import classes from './Frame.module.css';
import { connectionBarWords as say } from '../../shared/words/page/frame.ts';

export function ConnectionBar() {
  const { state } = useStore(useDesk().connection);
  if (state !== 'lost') return null;
  return (
    <div className={classes.lost} role="alert">
      <Shape mark={{ word: say.lost, shape: 'ring', tone: 'lost' }} />
      {say.connectionLostTryingAgain}
    </div>
  );
}
