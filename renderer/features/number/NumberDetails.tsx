/** The body of the number's drawer. */
import { Button } from '@mantine/core';
import { Ban, EyeOff, Pencil } from 'lucide-react';
import { useStore } from 'zustand';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { toDetailText } from '../../../shared/domain/entry/details.ts';
import { type Field, fieldNames, type FieldRow, fields } from '../../../shared/fields.ts';
import { toStory } from '../../../shared/domain/entry/numberHistory.ts';
import { useDesk, useOpenPanel } from '../../desk.tsx';
import factClasses from '../../ui/Facts.module.css';
import { openNumber, useRoute } from '../../route.ts';
import { countSelected } from '../../stores/selection.ts';
import { ActionTip } from '../../ui/ActionKey.tsx';
import { NumberText } from '../../ui/NumberText.tsx';
import { entryMarks, registryMarks, StateMark } from '../../ui/StateMark.tsx';
import { EndText, TimeText } from '../../ui/TimeText.tsx';
import { useNumberVerbs } from '../../ui/entry/useNumberVerbs.ts';
import { nameCountry, toUntil, toWhere } from '../../ui/words.ts';
import { useActions } from '../../useActions.ts';
import classes from './NumberDrawer.module.css';
import { ProofMenu } from './ProofMenu.tsx';
import { toVerdictMark } from './verdictMark.ts';
import { VendorGrid } from './VendorGrid.tsx';
import { numberDetailsWords as say } from '../../../shared/words/page/number.ts';

export type NumberDetailsData = DeskOutputs['entries']['get'];

export function NumberDetails({ details }: { readonly details: NumberDetailsData }) {
  const { entry } = details;
  const story = toStory(details.history, details.vendors, details.shown);
  return (
    <>
      <p className={classes.about}>
        {[
          details.country === null ? null : nameCountry(details.country),
          details.lineType === null ? null : toLineType(details.lineType),
          details.valid ? null : say.noKnownOperatorUses,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <div className={classes.verdict} data-state={entry?.state ?? 'none'}>
        <StateMark mark={toVerdictMark(details)} />
        {details.doubt === undefined ? null : <p className={classes.sentence}>{details.doubt.sentence}</p>}
        <p className={classes.sentence}>{details.sentence}</p>
      </div>
      {details.forms.map((form) => (
        <div key={form.number} className={classes.verdict} data-state={form.state}>
          <StateMark mark={entryMarks[form.state]} />
          <p className={classes.sentence}>
            {say.theSameSubscriberAs}
            <NumberText number={form.number} international={form.international} />: {form.sentence}
          </p>
          <Button mt={6} variant="default" size="compact-xs" onClick={() => openNumber(form.number)}>
            {say.open}
            {form.international}
          </Button>
        </div>
      ))}
      {details.registry === undefined ? null : (
        <div className={classes.verdict} data-state="none">
          <StateMark mark={registryMarks[details.registry.state]} />
          <p className={classes.sentence}>{details.registry.sentence}</p>
        </div>
      )}
      <Actions details={details} />
      {entry === null ? null : <Facts entry={entry} />}
      <VendorGrid number={details.number} rows={details.vendors} />
      <h3 className={classes.heading}>{say.history}</h3>
      {story.length === 0 ? (
        <p className={classes.quiet}>{say.nothingHasHappened}</p>
      ) : (
        <ol className={classes.history}>
          {story.map((item) => (
            <li key={item.journal ?? item.sentence}>
              <span className={classes.when}>
                <TimeText at={item.at} />
              </span>
              <span>{item.sentence}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Actions({ details }: { readonly details: NumberDetailsData }) {
  const openPanel = useOpenPanel();
  const { entry, number } = details;
  const onList = entry !== null && entry.state !== 'removed';
  useDrawerActions(details, onList);
  return (
    <div className={classes.actions}>
      {onList ? (
        <>
          <ActionTip id="number.edit">
            <Button
              leftSection={<Pencil size={14} aria-hidden="true" />}
              onClick={() => openPanel({ kind: 'edit', number, focus: 'reason' })}
            >
              {say.edit}
            </Button>
          </ActionTip>
          <ActionTip id="number.remove">
            <Button variant="default" onClick={() => openPanel({ kind: 'remove', numbers: [number] })}>
              {say.remove}
            </Button>
          </ActionTip>
        </>
      ) : (
        <Button
          leftSection={<Ban size={14} aria-hidden="true" />}
          onClick={() => openPanel({ kind: 'add', text: details.international })}
        >
          {say.blockThisNumber}
        </Button>
      )}
      {details.history.length === 0 ? null : <ProofMenu details={details} />}
      {entry === null ? null : (
        <Button
          variant="default"
          leftSection={<EyeOff size={14} aria-hidden="true" />}
          onClick={() => openPanel({ kind: 'redact', number })}
        >
          {say.redact}
        </Button>
      )}
    </div>
  );
}

/** The verbs about the open number, on every screen. Where numbers are selected in the list, its verbs are about those. */
function useDrawerActions({ number, international, entry }: NumberDetailsData, onList: boolean): void {
  const { selection } = useDesk();
  const openPanel = useOpenPanel();
  const { screen } = useRoute();
  const isSelecting = useStore(selection, (state) => countSelected(state).count > 0) && screen === 'list';
  const verbs = useNumberVerbs(() => number, null);
  useActions({
    ...(onList && !isSelecting ? verbs : {}),
    'number.redact': entry === null ? undefined : verbs['number.redact'],
    'number.block': onList ? undefined : () => openPanel({ kind: 'add', text: international }),
  });
}

function Facts({ entry }: { readonly entry: NonNullable<NumberDetailsData['entry']> }) {
  const until = toUntil(entry.holds);
  return (
    <dl className={factClasses.facts}>
      <dt>{say.where}</dt>
      <dd>{toWhere(entry.holds)}</dd>
      <dt>{say.until}</dt>
      <dd>{until.several ? <SeveralEnds entry={entry} /> : <EndText end={until.instant} absent={say.noEnd} />}</dd>
      {fieldNames.map((field) => (
        <Fact key={field} entry={entry} field={field} />
      ))}
    </dl>
  );
}

/** What a field says; nothing where it is empty, unless that is worth knowing. */
function Fact({ entry, field }: { readonly entry: NonNullable<NumberDetailsData['entry']>; readonly field: Field }) {
  const { kind, title, absent }: FieldRow = fields[field];
  const text = toDetailText(entry, field, String);
  if (text === null && absent === undefined) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{kind === 'moment' ? <TimeText at={text} absent={absent ?? ''} /> : (text ?? absent)}</dd>
    </>
  );
}

function SeveralEnds({ entry }: { readonly entry: NonNullable<NumberDetailsData['entry']> }) {
  return entry.holds.map((hold) => (
    <div key={hold.name}>
      {hold.name}: <EndText end={hold.until} absent={say.noEnd} />
    </div>
  ));
}

/** The numbering plan's type in words: "FIXED_LINE_OR_MOBILE" is "fixed or mobile". */
function toLineType(type: string): string {
  return type.toLowerCase().replaceAll('_', ' ').replace(say.fixedLine, 'fixed');
}
