/** The key of an action, shown beside the words of a button that does the same, but only while the key works. */
import { Kbd, Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { type ActionId, getAction } from '../../shared/actions.ts';
import { isMac, writeKey } from '../keys.ts';
import { useIsOffered } from '../useActions.ts';

export function ActionKey({ id, className }: { readonly id: ActionId; readonly className?: string | undefined }) {
  const [key] = getAction(id).keys ?? [];
  if (!useIsOffered(id) || key === undefined) return null;
  return (
    <Kbd size="xs" className={className}>
      {writeKey(key, isMac())}
    </Kbd>
  );
}

/** A button whose tooltip has the name of the action and its key. */
export function ActionTip({ id, children }: { readonly id: ActionId; readonly children: ReactElement }) {
  const isOffered = useIsOffered(id);
  const label = (
    <>
      {getAction(id).words} <ActionKey id={id} />
    </>
  );
  return (
    <Tooltip label={label} disabled={!isOffered} events={{ hover: true, focus: true, touch: false }}>
      {children}
    </Tooltip>
  );
}
