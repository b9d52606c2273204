/** Says that the core cannot be reached and that the page keeps trying. What is shown meanwhile may be old. */
import { useStore } from 'zustand';
import { useDesk } from '../desk.tsx';
import { Shape } from '../ui/StateMark.tsx';
import classes from './Frame.module.css';

export function ConnectionBar() {
  const { state } = useStore(useDesk().connection);
  if (state !== 'lost') return null;
  return (
    <div className={classes.lost} role="alert">
      <Shape mark={{ word: 'lost', shape: 'ring', tone: 'lost' }} />
      Connection lost, trying again. What you see may be out of date, and nothing can be changed until it is back.
    </div>
  );
}
