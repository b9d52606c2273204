/**
 * Where a block will hold: everywhere, whole accounts, or single agents, each with its own end, and the wider ones without
 * what they except. Below it, before anything is sent, what the vendors concerned will not keep of it (their capability
 * table).
 */
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { HoldInput } from '../../shared/contract/entries.ts';
import type { AccountRow, TargetRow } from '../../shared/contract/sync.ts';
import { nameZone } from '../../shared/domain/time/zone.ts';
import { useDesk, useNow, useZone } from '../desk.tsx';
import { LineSkeletons } from './LineSkeletons.tsx';
import classes from './ScopePicker.module.css';
import { type Losses, type Said, toLosses, toLossesTitle } from './losses.ts';
import { ExceptSelect } from './ExceptSelect.tsx';
import { MomentInputs } from './MomentField.tsx';
import { describeEverywhere, isCovered, toTargets } from './scopeCover.ts';
import { toToday } from './timeWords.ts';
import { scopePickerWords as say } from '../../shared/words/page/ui.ts';

type Place = HoldInput['place'];
type SetHold = (old: HoldInput | undefined, hold: HoldInput | undefined) => void;

export const everywhereForEver: readonly HoldInput[] = [{ place: 'everywhere', until: null }];

export function ScopePicker(props: {
  readonly value: readonly HoldInput[];
  readonly onChange: (holds: readonly HoldInput[]) => void;
  /** What else the entry says, for the preview of losses. */
  readonly said: Said;
  readonly legend?: string;
  /** How many numbers it is for; one by default. */
  readonly count?: number;
}) {
  const { value, onChange, said } = props;
  const zone = useZone();
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const vendors = useQuery(queries.accounts.vendors.queryOptions());
  const rows = accounts.data ?? [];
  const everywhere = value.filter(({ place }) => place === 'everywhere');
  const lasting = everywhere.find(({ until }) => until === null);

  function set(old: HoldInput | undefined, hold: HoldInput | undefined): void {
    if (old === undefined) onChange(hold === undefined ? value : [...value, hold]);
    else onChange(value.flatMap((other) => (other === old ? (hold ?? []) : [other])));
  }

  return (
    <fieldset className={classes.picker}>
      <legend className={classes.legend}>{props.legend ?? say.whereItHolds}</legend>
      {/* Most have one such hold or none; several differ in what they except. */}
      {(everywhere.length === 0 ? [undefined] : everywhere).map((hold, index) => (
        <PlaceRow
          key={index}
          name={index === 0 ? say.everywhere : say.everywhereOf(index + 1)}
          place="everywhere"
          hold={hold}
          accounts={rows}
          onSet={set}
          level={0}
        />
      ))}
      {accounts.data === undefined ? (
        <LineSkeletons lines={2} height={28} />
      ) : (
        <>
          {lasting !== undefined && rows.length > 0 ? (
            <p className={classes.covers}>{describeEverywhere(lasting, rows)}</p>
          ) : null}
          {rows.map((account) => (
            <AccountPlaces key={account.id} account={account} accounts={rows} value={value} onSet={set} />
          ))}
        </>
      )}
      {value.some(({ until }) => until !== null) ? (
        <p className={classes.zone}>{say.daysAndTimesAre(nameZone(zone))}</p>
      ) : null}
      {value.length === 0 ? (
        <p className={classes.error} role="alert">
          {say.chooseAtLeastOnePlace}
        </p>
      ) : null}
      <LossList losses={toLosses(value, said, accounts.data ?? [], vendors.data ?? [], props.count)} />
    </fieldset>
  );
}

function AccountPlaces(props: {
  readonly account: AccountRow;
  readonly accounts: readonly AccountRow[];
  readonly value: readonly HoldInput[];
  readonly onSet: SetHold;
}) {
  const { account, accounts, value, onSet } = props;
  const targets = toTargets(accounts);
  const whole = account.targets.find(({ kind }) => kind === 'account');
  const parts = account.targets.filter(
    ({ kind, state }) => kind !== 'account' && state !== 'gone' && state !== 'retired',
  );
  const holdsOf = (target: TargetRow) => value.filter(({ place }) => place === target.id);
  const isHeld = (target: TargetRow) => isCovered(value, target, targets);
  const isWhole = whole !== undefined && holdsOf(whole).length > 0;
  const held = parts.filter(isHeld);
  const notes = [
    account.vendorName === account.name ? '' : account.vendorName,
    isWhole && held.length > 0 ? say.withOfAgents(held.length < parts.length, held.length, parts.length) : '',
  ];
  // Rows that a wider hold covers are not repeated, except those that have a hold of their own.
  const rows = [...(whole === undefined ? [] : [whole]), ...parts].filter(
    (target) => !isHeld(target) || holdsOf(target).length > 0,
  );
  return rows.flatMap((target) => {
    const own = holdsOf(target);
    const isAccount = target === whole;
    return (own.length === 0 ? [undefined] : own).map((hold, index) => (
      <PlaceRow
        key={`${target.id} ${index}`}
        name={`${isAccount ? account.name : target.name}${index === 0 ? '' : ` (${index + 1})`}`}
        note={
          isAccount ? notes.filter((note) => note !== '').join(', ') : target.state === 'inactive' ? 'inactive' : ''
        }
        place={target.id}
        hold={hold}
        covered={isHeld(target)}
        partly={isAccount && !isWhole && held.length > 0}
        accounts={accounts}
        onSet={onSet}
        level={isAccount ? 0 : 1}
      />
    ));
  });
}

function PlaceRow(props: {
  readonly name: string;
  readonly note?: string;
  readonly place: Place;
  readonly hold: HoldInput | undefined;
  /** A wider hold without an end already covers it. */
  readonly covered?: boolean;
  /** A wider hold covers some of its agents. */
  readonly partly?: boolean;
  readonly accounts: readonly AccountRow[];
  readonly onSet: SetHold;
  readonly level: 0 | 1;
}) {
  const now = useNow();
  const zone = useZone();
  const { name, note = '', place, hold, covered = false, partly = false, accounts, onSet, level } = props;
  return (
    <>
      <div className={classes.row} data-level={level}>
        <Checkbox
          checked={covered || hold !== undefined}
          indeterminate={hold === undefined && partly}
          disabled={covered && hold === undefined}
          label={
            <>
              {name}
              {note === '' ? null : <span className={classes.note}> {note}</span>}
            </>
          }
          onChange={(event) => onSet(hold, event.currentTarget.checked ? { place, until: null } : undefined)}
        />
        {hold === undefined ? null : (
          <span className={classes.until}>
            <span aria-hidden="true">{say.until}</span>
            <MomentInputs
              size="xs"
              kind="end"
              name={say.blockedUntilEmpty(name)}
              min={toToday(now, zone)}
              value={hold.until ?? ''}
              onChange={(until) => onSet(hold, { ...hold, until: until === '' ? null : until })}
            />
            {hold.until === null ? <span className={classes.note}>{say.noEnd}</span> : null}
          </span>
        )}
      </div>
      {hold === undefined ? null : (
        <ExceptSelect name={name} hold={hold} accounts={accounts} onChange={(next) => onSet(hold, next)} />
      )}
    </>
  );
}

function LossList({ losses }: { readonly losses: Losses }) {
  if (losses.length === 0) return null;
  return (
    <details className={classes.losses}>
      <summary>{toLossesTitle(losses)}</summary>
      <dl>
        {losses.map(({ account, sentences, pace }) => (
          <div key={account}>
            <dt>{account}</dt>
            {sentences.map((sentence) => (
              <dd key={sentence}>{sentence}</dd>
            ))}
            {pace === null ? null : <dd>{pace}</dd>}
          </div>
        ))}
      </dl>
    </details>
  );
}
