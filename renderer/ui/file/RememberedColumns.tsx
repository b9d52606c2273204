/** Says that the columns of a file are read like those of the last similar file, and offers to forget this. */
import { Button } from '@mantine/core';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import { toLongDay } from '../timeWords.ts';
import { useZone } from '../../desk.tsx';
import classes from './File.module.css';
import { rememberedColumnsWords as say } from '../../../shared/words/page/files.ts';

export function RememberedColumns(props: {
  readonly at: Instant;
  readonly isForgetting: boolean;
  /** Absent while the file is being worked on, and afterwards. */
  readonly onForget: (() => void) | undefined;
}) {
  const { at, isForgetting, onForget } = props;
  const zone = useZone();
  return (
    <li className={classes.remembered}>
      <span>{say.theColumnsAreRead(toLongDay(zone.dayOf(at)))}</span>
      {onForget === undefined ? null : (
        <Button variant="default" size="compact-sm" loading={isForgetting} onClick={onForget}>
          {say.forgetIt}
        </Button>
      )}
    </li>
  );
}
