/**
 * Who is at the desk, the country of its numbers and its zone: asked where they first matter, on Home and before the first block,
 * with a guess from this machine. Nothing is guessed in silence: it counts once a person has said so.
 */
import { Button, Group, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '../../shared/contract/settings.ts';
import { isZone } from '../../shared/domain/time/zone.ts';
import { toSentence, useDesk, useNow } from '../desk.tsx';
import { countryChoices } from './countryChoices.ts';
import classes from './FirstQuestions.module.css';
import { guessCountry } from './guessCountry.ts';
import { Problem } from './Problem.tsx';
import { useTell } from './useTell.ts';
import { zoneChoices } from './zoneChoices.ts';
import { firstQuestionsWords as say } from '../../shared/words/page/ui.ts';

const laterKey = 'dnc-desk-later';

/** Nothing once a country is chosen, or after "Not now" until the page is opened anew. */
export function FirstQuestions() {
  const { queries } = useDesk();
  const { data } = useQuery(queries.app.settings.queryOptions());
  const [isLater, setLater] = useState(() => sessionStorage.getItem(laterKey) !== null);
  if (data === undefined || data.region !== null || isLater) return null;
  const later = () => {
    sessionStorage.setItem(laterKey, 'yes');
    setLater(true);
  };
  return <Questions settings={data} onLater={later} />;
}

function Questions({ settings, onLater }: { readonly settings: Settings; readonly onLater: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const now = useNow();
  const [author, setAuthor] = useState(settings.author);
  const [countries] = useState(countryChoices);
  const [region, setRegion] = useState(() =>
    guessCountry(
      navigator.languages,
      countries.map(({ value }) => value),
    ),
  );
  const [zone, setZone] = useState(() => guessZone() ?? settings.zone);
  const [zones] = useState(() => zoneChoices(zone, now));
  const save = useMutation(
    queries.app.saveSettings.mutationOptions({
      onSuccess: () => tell(say.saved),
    }),
  );
  return (
    <section className={classes.card} aria-label={say.firstQuestions}>
      <p className={classes.why}>{say.threeThingsThatTheDesk}</p>
      <div className={classes.fields}>
        <TextInput
          label={say.whoAreYou}
          maxLength={80}
          value={author}
          onChange={(event) => setAuthor(event.currentTarget.value)}
        />
        <Select
          label={say.yourCountry}
          placeholder={say.chooseIt}
          data={countries}
          searchable
          value={region}
          onChange={setRegion}
        />
        <Select
          label={say.yourTimeZone}
          data={zones}
          searchable
          allowDeselect={false}
          value={zone}
          onChange={(chosen) => setZone(chosen ?? zone)}
        />
      </div>
      {save.isError ? <Problem word={say.notSaved} sentence={toSentence(save.error)} /> : null}
      <Group gap="xs" mt="sm">
        <Button
          variant="default"
          disabled={author.trim() === '' || region === null}
          loading={save.isPending}
          onClick={() => save.mutate({ author: author.trim(), region, zone })}
        >
          {say.thatIsRight}
        </Button>
        <Button variant="subtle" onClick={onLater}>
          {say.notNow}
        </Button>
      </Group>
    </section>
  );
}

/** The zone of this machine, which may be another than that of the machine on which the desk runs. */
function guessZone(): string | undefined {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : undefined;
}
