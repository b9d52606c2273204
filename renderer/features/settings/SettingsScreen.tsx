/**
 * Settings: the person at the desk, the default country, the time zone, colours, where the data and the tokens are, and
 * the desk's health.
 */
import { Button, Select, SegmentedControl, TextInput, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { getSection, type SectionId } from '../../../shared/settingsSections.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { toSentence, useDesk, useNow } from '../../desk.tsx';
import { useRoute } from '../../route.ts';
import factClasses from '../../ui/Facts.module.css';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { toSectionId, useShownSection } from '../../ui/showSection.ts';
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
import { settingsScreenWords as say } from '../../../shared/words/page/settings.ts';

export function SettingsScreen() {
  const { sessions } = useDesk().link;
  useShownSection(useRoute().rest[0]);
  return (
    <Screen title={say.settings}>
      <div className={classes.groups}>
        <DeskSettings />
        <Group id="deadline">
          <DeadlineSettings />
        </Group>
        <Group id="notifications">
          <NotifySettings />
        </Group>
        <Group id="colours">
          <ColourChoice />
        </Group>
        <DataSettings />
        <Group id="backups">
          <BackupsSection />
        </Group>
        <Group id="policy">
          <PolicySettings />
        </Group>
        <Group id="period">
          <PeriodProof />
        </Group>
        <Group id="lock">
          <LockSettings />
        </Group>
        <Group id="logs">
          <LogSettings />
        </Group>
        {sessions === undefined ? null : (
          <Group id="sessions">
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

/** A section that an address can name by its id, or one of its own title. */
function Group(props: { readonly children: ReactNode } & ({ readonly id: SectionId } | { readonly title: string })) {
  const id = 'id' in props ? toSectionId(props.id) : undefined;
  const title = 'id' in props ? getSection(props.id).name : props.title;
  return (
    <section className={classes.group} aria-label={title} id={id}>
      <h2 className={classes.heading} tabIndex={-1}>
        {title}
      </h2>
      <div className={classes.fields}>{props.children}</div>
    </section>
  );
}

function DeskSettings() {
  const { queries } = useDesk();
  const settings = useQuery(queries.app.settings.queryOptions());
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <Group id="desk">
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
      onSuccess: () => tell(say.settingsSaved),
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
        label={say.yourName}
        description={say.standsInTheHistory}
        value={author}
        maxLength={80}
        required
        onChange={(event) => setAuthor(event.currentTarget.value)}
        error={save.isError ? toSentence(save.error) : undefined}
      />
      <TextInput
        label={say.company}
        description={say.whoseList}
        value={company}
        maxLength={120}
        onChange={(event) => setCompany(event.currentTarget.value)}
      />
      <Select
        label={say.defaultCountry}
        description={say.forNumbersWrittenWithout}
        placeholder={say.none}
        data={countryChoices()}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': say.noDefaultCountry }}
        value={region}
        onChange={setRegion}
      />
      <Select
        label={say.timeZone}
        description={say.whereTheDesksDaysBegin}
        data={zones}
        searchable
        allowDeselect={false}
        nothingFoundMessage={say.noZoneIsCalledSo}
        value={zone}
        onChange={(chosen) => setZone(chosen ?? zone)}
      />
      <TextInput
        type="time"
        label={say.quietHoursFrom}
        description={say.nothingSyncsByItself}
        value={quietFrom}
        onChange={(event) => setQuietFrom(event.currentTarget.value)}
      />
      <TextInput
        type="time"
        label={say.quietHoursTo}
        value={quietTo}
        onChange={(event) => setQuietTo(event.currentTarget.value)}
        error={isHalf ? say.giveBothTimesOrNone : undefined}
      />
      <div>
        <Button type="submit" disabled={!changed || isHalf || author.trim() === ''} loading={save.isPending}>
          {say.saveSettings}
        </Button>
      </div>
    </form>
  );
}

function ColourChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={say.colours}
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      data={[
        { value: 'auto', label: say.asTheSystem },
        { value: 'light', label: say.light },
        { value: 'dark', label: say.dark },
      ]}
    />
  );
}

/** Only the desktop app is a program that can be replaced; a browser shows the desk that serves it. */
function UpdateSettings() {
  const { link } = useDesk();
  return link.bridge === undefined ? null : (
    <Group title={say.newerVersions}>
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
      onSuccess: ({ ok, problems }) => tell(ok ? say.theHistory : problems.join(' '), !ok),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  if (info.isError) return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  return (
    <>
      <Group id="passphrase">
        {info.data === undefined ? <LineSkeletons lines={2} /> : <TokenStore secrets={info.data.secrets} />}
      </Group>
      <Group id="data">
        <dl className={factClasses.facts}>
          <dt>{say.dataFolder}</dt>
          <dd>
            <code>{info.data?.dataDir ?? '…'}</code>
          </dd>
          <dt>{say.numbersOnTheList}</dt>
          <dd>{info.data === undefined ? '…' : toCount(info.data.entries)}</dd>
          <dt>{say.version}</dt>
          <dd>{info.data?.version ?? '…'}</dd>
        </dl>
        <div className={classes.row}>
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
            {say.verifyTheHistory}
          </Button>
        </div>
      </Group>
    </>
  );
}
