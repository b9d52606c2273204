/** The clock of this computer is not believed: said on every screen until it is set right, or a person says that it is. */
import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toSentence, useDesk } from '../desk.tsx';
import { useTell } from '../ui/useTell.ts';
import { clockNoticeWords as say } from '../../shared/words/page/frame.ts';

export function ClockNotice() {
  const { queries } = useDesk();
  const { data } = useQuery(queries.app.info.queryOptions());
  const tell = useTell();
  const believe = useMutation(
    queries.app.believeClock.mutationOptions({ onError: (error) => tell(toSentence(error), true) }),
  );
  if (data?.clock == null) return null;
  return (
    <Alert role="alert" color="red" variant="light" title={say.isTheClockRight}>
      <p style={{ margin: 0 }}>{data.clock}</p>
      <Button mt="xs" variant="default" size="xs" loading={believe.isPending} onClick={() => believe.mutate(undefined)}>
        {say.yesItIsRight}
      </Button>
    </Alert>
  );
}
