/** A question that is decided at the desk which tells its vendor: who that is, and the way to decide it here. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Conflicts.module.css';
import { decidedElsewhereWords as say } from '../../../shared/words/page/conflicts.ts';

export function DecidedElsewhere({ account, sentence }: { readonly account: number; readonly sentence: string }) {
  const { queries } = useDesk();
  const tell = useTell();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const lead = useMutation(
    queries.hub.lead.mutationOptions({
      onSuccess: () => tell(say.thisDeskWill),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const hasToken = accounts.data?.find(({ id }) => id === account)?.hasToken === true;
  return (
    <div className={classes.changed} role="note">
      <p>
        {sentence} {hasToken ? say.decidedThere : say.decidedThereWithoutToken}
      </p>
      {hasToken ? (
        <Button size="compact-sm" variant="default" loading={lead.isPending} onClick={() => lead.mutate({})}>
          {say.tellTheVendorsFromHere}
        </Button>
      ) : null}
    </div>
  );
}
