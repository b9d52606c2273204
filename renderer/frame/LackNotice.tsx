/**
 * The end of the database is missing: said on every screen until a person restores a backup or goes on without it. The first
 * press asks once more, because what is missing may have been blocks.
 */
import { Alert, Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { toSentence, useDesk } from '../desk.tsx';
import { useTell } from '../ui/useTell.ts';
import { lackNoticeWords as say } from '../../shared/words/page/frame.ts';

export function LackNotice() {
  const { queries } = useDesk();
  const { data } = useQuery(queries.app.info.queryOptions());
  const tell = useTell();
  const goOn = useMutation(queries.app.goOn.mutationOptions({ onError: (error) => tell(toSentence(error), true) }));
  const [isAsking, setAsking] = useState(false);
  const wasAsking = useRef(false);
  const safe = useRef<HTMLButtonElement>(null);
  // The pressed button goes away: the focus stays here, and on what changes nothing.
  useEffect(() => {
    if (isAsking || wasAsking.current) safe.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (data?.lack == null) return null;
  return (
    <Alert role="alert" color="red" variant="light" title={say.somethingIsMissing}>
      <p style={{ margin: 0 }}>{data.lack}</p>
      <Group mt="xs" gap="xs">
        {isAsking ? (
          <>
            <Button color="red" size="xs" loading={goOn.isPending} onClick={() => goOn.mutate(undefined)}>
              {say.yesNumbersThatWereBlocked}
            </Button>
            <Button ref={safe} variant="default" size="xs" onClick={() => setAsking(false)}>
              {say.no}
            </Button>
          </>
        ) : (
          <Button ref={safe} variant="default" size="xs" onClick={() => setAsking(true)}>
            {say.goOnWithout}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
