/** The row above the grid: search, and one button a filter that says what it is set to. */
import { Button, Checkbox, Popover, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { fields, type FilterField, filterFields } from '../../../shared/fields.ts';
import { useDesk, useNow, useZone } from '../../desk.tsx';
import { setParams } from '../../route.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { toDay } from '../../ui/timeWords.ts';
import {
  toAddedChoices,
  detailChoices,
  type FilterOption,
  type FilterName,
  type FilterParams,
  longestOf,
  openChoices,
  sourceChoices,
  stateChoices,
  withParam,
} from './listFilter.ts';
import { isSameList, withoutFilters } from './listLayout.ts';
import classes from './ListScreen.module.css';
import { filterBarWords as say } from '../../../shared/words/page/list.ts';

export const searchId = 'list-search';

export function FilterBar(props: { readonly params: FilterParams; readonly children: ReactNode }) {
  const { params } = props;
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const batches = useQuery(queries.batches.list.queryOptions({ input: { limit: 30 } }));
  const now = useNow();
  const zone = useZone();
  const targets = accounts.data?.flatMap((account) => account.targets) ?? [];
  const set = (name: FilterName) => (value: string) => setParams(withParam(params, name, value));
  const active = !isSameList(params, withoutFilters(params));
  const places = targets.map(({ id, label }) => ({ value: String(id), label: label.replace(' / ', ': ') }));
  const where: readonly FilterOption[] = [{ value: 'everywhere', label: say.everywhere }, ...places];
  const account = accounts.data?.map(({ id, name }) => ({ value: String(id), label: name })) ?? [];
  const batch =
    batches.data?.map((row) => ({ value: String(row.id), label: `${row.label} · ${toDay(row.at, now, zone)}` })) ?? [];
  return (
    <div className={classes.filters} role="search" aria-label={say.theList}>
      <SearchField
        id={searchId}
        className={classes.search}
        label={say.searchTheList}
        placeholder={say.searchNumberReasonAuthor}
        text={params['search'] ?? ''}
        onSearch={set('search')}
      />
      <ManyFilter name={say.state} value={params['state'] ?? ''} choices={stateChoices} onChange={set('state')} />
      <OneFilter name={say.where} value={params['where'] ?? ''} choices={where} onChange={set('where')} />
      {places.length === 0 ? null : (
        <OneFilter name={say.except} value={params['except'] ?? ''} choices={places} onChange={set('except')} />
      )}
      {account.length === 0 ? null : (
        <OneFilter name={say.account} value={params['account'] ?? ''} choices={account} onChange={set('account')} />
      )}
      {account.length === 0 ? null : (
        <OneFilter
          name={say.notYetAt}
          value={params['open'] ?? ''}
          choices={[...openChoices, ...account]}
          onChange={set('open')}
        />
      )}
      <ManyFilter name={say.source} value={params['source'] ?? ''} choices={sourceChoices} onChange={set('source')} />
      {filterFields.map((field) => (
        <DetailFilter key={field} field={field} value={params[field] ?? ''} onChange={set(field)} />
      ))}
      <OneFilter
        name={say.added}
        value={params['added'] ?? ''}
        choices={toAddedChoices(params['added'])}
        onChange={set('added')}
      />
      {batch.length === 0 && params['batch'] === undefined ? null : (
        <OneFilter name={say.batch} value={params['batch'] ?? ''} choices={batch} onChange={set('batch')} />
      )}
      {active ? (
        <Button variant="subtle" onClick={() => setParams(withoutFilters(params))}>
          {say.clearFilters}
        </Button>
      ) : null}
      {props.children}
    </div>
  );
}

type FilterProps = {
  readonly name: string;
  readonly value: string;
  readonly choices: readonly FilterOption[];
  readonly onChange: (value: string) => void;
};

function FilterButton({
  name,
  shown,
  children,
}: {
  readonly name: string;
  readonly shown: string;
  readonly children: ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          variant={shown === '' ? 'subtle' : 'light'}
          color={shown === '' ? 'gray' : undefined}
          className={classes.filterButton}
          rightSection={<ChevronDown size={13} aria-hidden="true" />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {name}
          {shown === '' ? '' : `: ${shown}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} className={classes.filterChoices}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

function DetailFilter(props: {
  readonly field: FilterField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { field, value, onChange } = props;
  const { title } = fields[field];
  const choices = detailChoices(field);
  if (choices !== undefined) return <OneFilter name={title} value={value} choices={choices} onChange={onChange} />;
  return (
    <FilterButton name={title} shown={value}>
      <TextFilter key={value} label={title} most={longestOf(field)} value={value} onChange={onChange} />
    </FilterButton>
  );
}

/** Filters when it is left or confirmed: what is half written is no campaign. */
function TextFilter(props: {
  readonly label: string;
  readonly most: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, most, value, onChange } = props;
  const [text, setText] = useState(value);
  const confirm = () => (text.trim() === value ? undefined : onChange(text.trim()));
  return (
    <TextInput
      size="xs"
      label={say.isJust(label)}
      placeholder={say.any}
      maxLength={most}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={confirm}
      onKeyDown={(event) => {
        if (event.key === 'Enter') confirm();
      }}
    />
  );
}

function ManyFilter({ name, value, choices, onChange }: FilterProps) {
  const chosen = value === '' ? [] : value.split(',');
  const shown = choices.filter((choice) => chosen.includes(choice.value)).map(({ label }) => label);
  return (
    <FilterButton name={name} shown={shown.join(', ')}>
      <Checkbox.Group aria-label={name} value={chosen} onChange={(next) => onChange(next.join(','))}>
        {choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={choice.label} my={6} />
        ))}
      </Checkbox.Group>
    </FilterButton>
  );
}

function OneFilter({ name, value, choices, onChange }: FilterProps) {
  const shown = value === '' ? '' : (choices.find((choice) => choice.value === value)?.label ?? value);
  return (
    <FilterButton name={name} shown={shown}>
      <Radio.Group aria-label={name} value={value} onChange={onChange}>
        <Radio value="" label={say.any} my={6} />
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} my={6} />
        ))}
      </Radio.Group>
    </FilterButton>
  );
}
