/**
 * A day and, where it matters, its time, in the desk's zone, which is named beside the field. The value is a moment as
 * the contract takes it: a day without a time stays a day, and the core decides where that day ends or begins.
 */
import { Input, TextInput } from '@mantine/core';
import { useId } from 'react';
import { type Day, isInstant, parseLocalTime, parseMoment } from '../../shared/domain/time/moment.ts';
import { nameZone, toWallEnd, toWallStart, type Zone } from '../../shared/domain/time/zone.ts';
import { useZone } from '../desk.tsx';
import classes from './MomentField.module.css';
import { momentFieldWords as say } from '../../shared/words/page/ui.ts';

type Kind = 'end' | 'start';

type MomentProps = {
  /** A day, a time of the desk or an instant (ISO 8601); '' for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** For an end, a day without a time means the whole day; for a start, its beginning. */
  readonly kind: Kind;
  readonly min?: Day | undefined;
};

/** The field with its label; its description begins with the zone. */
export function MomentField(
  props: MomentProps & { readonly label: string; readonly description?: string | undefined },
) {
  const { label, description } = props;
  const zone = useZone();
  const id = useId();
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={description === undefined ? nameZone(zone) : `${nameZone(zone)}. ${description}`}
    >
      <MomentInputs {...props} id={id} size="sm" />
    </Input.Wrapper>
  );
}

/** Only the two inputs, where the words around them already say what they are for. */
export function MomentInputs(
  props: MomentProps & { readonly id?: string; readonly name?: string; readonly size: 'xs' | 'sm' },
) {
  const { value, onChange, kind, min, id, name, size } = props;
  const zone = useZone();
  const { day, time } = toFields(value, kind, zone);
  const change = (nextDay: string, nextTime: string) =>
    onChange(nextDay === '' ? '' : nextTime === '' ? nextDay : (parseLocalTime(`${nextDay}T${nextTime}`) ?? nextDay));
  return (
    <span className={classes.moment}>
      <TextInput
        type="date"
        size={size}
        {...(id === undefined ? {} : { id })}
        {...(name === undefined ? {} : { 'aria-label': name })}
        min={min}
        value={day}
        onChange={(event) => change(event.currentTarget.value, time)}
      />
      {day === '' ? null : (
        <TextInput
          type="time"
          size={size}
          aria-label={say.timeOfThatDay(nameZone(zone), kind === 'end')}
          value={time}
          onChange={(event) => change(day, event.currentTarget.value)}
        />
      )}
    </span>
  );
}

/** Splits a moment into the values of the two inputs. */
function toFields(value: string, kind: Kind, zone: Zone): { readonly day: string; readonly time: string } {
  const moment = parseMoment(value);
  if (moment === undefined) return { day: '', time: '' };
  if (!isInstant(moment))
    return { day: moment.slice(0, 10), time: moment.slice(11, moment.endsWith(':00.000') ? 16 : 19) };
  const { day, time } = kind === 'end' ? toWallEnd(moment, zone) : toWallStart(moment, zone);
  return { day, time: time ?? '' };
}
