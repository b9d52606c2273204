/**
 * Settings: the person at the desk, the default country, the time zone, colours, where the data and the tokens are, and
 * the desk's health.
 */
import { Button, Select, SegmentedControl, TextInput, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Settings } from '../../../shared/contract/app.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { toSentence, useDesk, useNow } from '../../desk.tsx';
import factClasses from '../../ui/Facts.module.css';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useTell } from '../../ui/useTell.ts';
import { countryChoices } from '../../ui/countryChoices.ts';
import { zoneChoices } from '../../ui/zoneChoices.ts';
import { BackupsSection } from '../backups/BackupsSection.tsx';
import { GateSection } from '../gate/GateSection.tsx';
import { PolicySettings } from '../proof/PolicySettings.tsx';
import { PeriodProof } from '../proof/PeriodProof.tsx';
import { RegistriesSection } from '../registries/RegistriesSection.tsx';
import classes from './SettingsScreen.module.css';
import { DeadlineSettings } from './DeadlineSettings.tsx';
import { LockSettings } from './LockSettings.tsx';
import { LogSettings } from './LogSettings.tsx';
import { NotifySettings } from './NotifySettings.tsx';
import { SignedIn } from './SignedIn.tsx';
import { TokenStore } from './TokenStore.tsx';
import { UpdatesSection } from './UpdatesSection.tsx';

export function SettingsScreen() {
  const { sessions } = useDesk().link;
  return (
    <Screen title="Settings">
      <div className={classes.groups}>
        <DeskSettings />
        <Group title="Requests against the clock">
          <DeadlineSettings />
        </Group>
        <Group title="Notifications">
          <NotifySettings />
        </Group>
        <Group title="Colours">
          <ColourChoice />
        </Group>
        <DataSettings />
        <Group title="Backups">
          <BackupsSection />
        </Group>
        <Group title="Written policy">
          <PolicySettings />
        </Group>
        <Group title="Proof of a period">
          <PeriodProof />
        </Group>
        <Group title="Screen lock">
          <LockSettings />
        </Group>
        <Group title="Logs of syncs">
          <LogSettings />
        </Group>
        {sessions === undefined ? null : (
          <Group title="Signed in">
            <SignedIn sessions={sessions} />
          </Group>
        )}
        <UpdateSettings />
      </div>
      <RegistriesSection />
      <GateSection />
    </Screen>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.group} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}

function DeskSettings() {
  const { queries } = useDesk();
  const settings = useQuery(queries.app.settings.queryOptions());
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <Group title="At the desk">
      {settings.data === undefined ? (
        <LineSkeletons lines={4} height={31} />
      ) : (
        <DeskForm key={JSON.stringify(settings.data)} {...settings.data} />
      )}
    </Group>
  );
}

function DeskForm(saved: Settings) {
  const { queries } = useDesk();
  const tell = useTell();
  const [author, setAuthor] = useState(saved.author);
  const [company, setCompany] = useState(saved.company ?? '');
  const [region, setRegion] = useState(saved.region);
  const [zone, setZone] = useState(saved.zone);
  const now = useNow();
  // Done once: this asks four hundred zones what their wall clock shows.
  const [zones] = useState(() => zoneChoices(saved.zone, now));
  const [quietFrom, setQuietFrom] = useState(saved.quietFrom ?? '');
  const [quietTo, setQuietTo] = useState(saved.quietTo ?? '');
  const save = useMutation(
    queries.app.saveSettings.mutationOptions({
      onSuccess: () => tell('Settings saved.'),
    }),
  );
  const isHalf = (quietFrom === '') !== (quietTo === '');
  const hoursChanged = quietFrom !== (saved.quietFrom ?? '') || quietTo !== (saved.quietTo ?? '');
  const changed =
    author.trim() !== saved.author ||
    company.trim() !== (saved.company ?? '') ||
    region !== saved.region ||
    zone !== saved.zone ||
    hoursChanged;
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          author,
          company: company.trim() || null,
          region,
          zone,
          quietFrom: quietFrom || null,
          quietTo: quietTo || null,
        });
      }}
    >
      <TextInput
        label="Your name"
        description="Stands in the history of everything you do here."
        value={author}
        maxLength={80}
        required
        onChange={(event) => setAuthor(event.currentTarget.value)}
        error={save.isError ? toSentence(save.error) : undefined}
      />
      <TextInput
        label="Company"
        description="Whose list it is, as proofs and the written policy name it."
        value={company}
        maxLength={120}
        onChange={(event) => setCompany(event.currentTarget.value)}
      />
      <Select
        label="Default country"
        description="For numbers written without a country code. Without one, such numbers are refused."
        placeholder="None: refuse such numbers"
        data={countryChoices()}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'No default country' }}
        value={region}
        onChange={setRegion}
      />
      <Select
        label="Time zone"
        description="Where the desk's days begin and end: a block until a day lasts to its end there. All times are shown in it."
        data={zones}
        searchable
        allowDeselect={false}
        nothingFoundMessage="No zone is called so."
        value={zone}
        onChange={(chosen) => setZone(chosen ?? zone)}
      />
      <TextInput
        type="time"
        label="Quiet hours from"
        description="Nothing syncs by itself until they end; “Sync now” still does. Empty: none."
        value={quietFrom}
        onChange={(event) => setQuietFrom(event.currentTarget.value)}
      />
      <TextInput
        type="time"
        label="Quiet hours to"
        value={quietTo}
        onChange={(event) => setQuietTo(event.currentTarget.value)}
        error={isHalf ? 'Give both times, or none.' : undefined}
      />
      <div>
        <Button type="submit" disabled={!changed || isHalf || author.trim() === ''} loading={save.isPending}>
          Save settings
        </Button>
      </div>
    </form>
  );
}

function ColourChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Colours"
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      data={[
        { value: 'auto', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}

/** Only the desktop app is a program that can be replaced; a browser shows the desk that serves it. */
function UpdateSettings() {
  const { link } = useDesk();
  return link.bridge === undefined ? null : (
    <Group title="Newer versions">
      <UpdatesSection updates={link.bridge.updates} />
    </Group>
  );
}

function DataSettings() {
  const { queries } = useDesk();
  const tell = useTell();
  const info = useQuery(queries.app.info.queryOptions());
  const verify = useMutation(
    queries.app.verify.mutationOptions({
      onSuccess: ({ ok, problems }) =>
        tell(ok ? 'The history is whole and replays to the list; the database is sound.' : problems.join(' '), !ok),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  if (info.isError) return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  return (
    <>
      <Group title="Tokens">
        {info.data === undefined ? <LineSkeletons lines={2} /> : <TokenStore secrets={info.data.secrets} />}
      </Group>
      <Group title="Data">
        <dl className={factClasses.facts}>
          <dt>Data folder</dt>
          <dd>
            <code>{info.data?.dataDir ?? '…'}</code>
          </dd>
          <dt>Numbers on the list</dt>
          <dd>{info.data === undefined ? '…' : toCount(info.data.entries)}</dd>
          <dt>Version</dt>
          <dd>{info.data?.version ?? '…'}</dd>
        </dl>
        <div className={classes.row}>
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
            Verify the history
          </Button>
        </div>
      </Group>
    </>
  );
}
