/**
 * What happened at the start that a person should know: work that a crash had stopped half way and that was taken back.
 */
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../desk.tsx';
import { startNoticesWords as say } from '../../shared/words/page/frame.ts';

const seenKey = 'dnc-desk-notices';

export function StartNotices() {
  const { queries } = useDesk();
  const { data } = useQuery(queries.app.info.queryOptions());
  const text = data?.notices.join('\n') ?? '';
  const [seen, setSeen] = useState(() => sessionStorage.getItem(seenKey) ?? '');
  if (text === '' || seen === text) return null;
  const close = () => {
    sessionStorage.setItem(seenKey, text);
    setSeen(text);
  };
  return (
    <Alert
      role="alert"
      variant="light"
      title={say.stoppedHalfWayAndTaken}
      withCloseButton
      closeButtonLabel={say.closeThisNotice}
      onClose={close}
    >
      {data?.notices.map((notice) => (
        <p key={notice} style={{ margin: 0 }}>
          {notice} <a href="#/batches">{say.showBatches}</a>
        </p>
      ))}
    </Alert>
  );
}
