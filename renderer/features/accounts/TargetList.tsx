/** The agents and users of an account with their states. One that the vendor no longer knows is retired in one step. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountRow, TargetRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';
import { targetMarks } from './accountWords.ts';
import { targetListWords as say } from '../../../shared/words/page/accounts.ts';

export function TargetList({ account, readsAgents }: { readonly account: AccountRow; readonly readsAgents: boolean }) {
  const { queries } = useDesk();
  const queryClient = useQueryClient();
  const tell = useTell();
  const agents = account.targets.filter(({ kind }) => kind !== 'account');
  const read = useMutation(
    queries.accounts.targets.mutationOptions({
      onSuccess: async (targets) => {
        await queryClient.invalidateQueries({ queryKey: queries.accounts.list.key() });
        tell(say.knowsAgents(account.name, targets.filter(isKnownAgent).length));
      },
      onError: (error) => tell(`${account.name}: ${toSentence(error)}`, true),
    }),
  );
  if (!readsAgents && agents.length === 0) return null;
  return (
    <div className={classes.targets}>
      <div className={classes.subhead}>
        <h3>{say.agents}</h3>
        {readsAgents ? (
          <Button
            variant="subtle"
            size="compact-xs"
            loading={read.isPending}
            onClick={() => read.mutate({ account: account.id, refresh: true })}
            aria-label={say.readThemAgainOf(account.name)}
          >
            {say.readThemAgain}
          </Button>
        ) : null}
      </div>
      {agents.length === 0 ? (
        <p className={classes.quiet}>{say.noneIsKnownYet}</p>
      ) : (
        <ul>
          {agents.map((target) => (
            <Target key={target.id} target={target} />
          ))}
        </ul>
      )}
    </div>
  );
}

function isKnownAgent({ kind, state }: TargetRow): boolean {
  return kind !== 'account' && (state === 'active' || state === 'inactive');
}

function Target({ target }: { readonly target: TargetRow }) {
  const { queries } = useDesk();
  const tell = useTell();
  const retire = useMutation(
    queries.accounts.retireTarget.mutationOptions({
      onSuccess: () => tell(say.isRetired(target.name)),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <li>
      <bdi>{target.name}</bdi>
      <StateMark mark={targetMarks[target.state]} />
      {target.state === 'gone' ? (
        <Button
          variant="default"
          size="compact-xs"
          loading={retire.isPending}
          onClick={() => retire.mutate({ target: target.id })}
          aria-label={say.retireOf(target.name)}
        >
          {say.retire}
        </Button>
      ) : null}
    </li>
  );
}
