/**
 * Everything about one number, in a drawer over any screen: the verdict, the actions, the vendor grid, the history. It
 * is not modal: the list under it stays usable, and choosing another number there replaces this one. Esc closes it.
 */
import { ActionIcon, CloseButton, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { type ComponentType, useEffect, useRef } from 'react';
import { useClipboard } from '@mantine/hooks';
import { useDesk } from '../../desk.tsx';
import { closeNumber, useRoute } from '../../route.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import classes from './NumberDrawer.module.css';
import { NumberDetails } from './NumberDetails.tsx';
import { numberDrawerWords as say } from '../../../shared/words/page/number.ts';

type Asked = ComponentType<{ readonly number: string }>;

/** `Asked`: what others ask about a number, which stands before its details. */
export function NumberDrawer({ Asked }: { readonly Asked: Asked }) {
  const { number } = useRoute();
  return number === null ? null : <Drawer number={number} Asked={Asked} />;
}

function Drawer({ number, Asked }: { readonly number: string; readonly Asked: Asked }) {
  const { queries } = useDesk();
  const details = useQuery(queries.entries.get.queryOptions({ input: { number } }));
  const heading = useFocusOnOpen();
  const { copy, copied } = useClipboard({ timeout: 1500 });
  return (
    <section className={classes.drawer} role="dialog" aria-labelledby="number-heading">
      <div className={classes.head}>
        <h2 className={classes.number} id="number-heading" ref={heading} tabIndex={-1}>
          <bdi dir="ltr">{details.data?.international ?? number}</bdi>
        </h2>
        <Tooltip label={copied ? say.copied : say.copy(number)}>
          <ActionIcon variant="subtle" color="gray" aria-label={say.copy(number)} onClick={() => copy(number)}>
            {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
          </ActionIcon>
        </Tooltip>
        <CloseButton className={classes.close} aria-label={say.closeThisNumber} onClick={closeNumber} />
      </div>
      <div className={classes.body}>
        {details.isError ? (
          <ErrorState error={details.error} onRetry={() => void details.refetch()} />
        ) : details.data === undefined ? (
          <LineSkeletons lines={12} height={30} />
        ) : (
          <>
            <Asked number={number} />
            <NumberDetails details={details.data} />
          </>
        )}
      </div>
    </section>
  );
}

/** Focus goes into the drawer when it opens, and back to where it was when it closes. */
function useFocusOnOpen() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    // In the grid the focus stays, so that J and K move through the list while the drawer follows.
    if (before?.closest('[role="grid"], [role="treegrid"]') == null) heading.current?.focus({ preventScroll: true });
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return heading;
}
