/**
 * The fields of an account, for connecting one and for changing one. A refusal of the core is shown beside its field.
 */
import { Button, Checkbox, NativeSelect, PasswordInput, Radio, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AccountRow, Vendor } from '../../../shared/contract/sync.ts';
import { toSentence } from '../../desk.tsx';
import classes from './Accounts.module.css';
import { adoptChoices, scheduleChoices } from './accountWords.ts';
import { toField } from './formError.ts';
import { accountFormWords as say } from '../../../shared/words/page/accounts.ts';

export type AccountFields = {
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly adopt: AccountRow['adopt'];
  readonly everyMinutes: number;
  readonly putsBack: boolean;
};

export function AccountForm(props: {
  readonly vendor: Vendor;
  readonly initial: AccountFields;
  /** The account already has a token: leaving the field empty keeps it. */
  readonly hasToken: boolean;
  readonly vendorPicker?: ReactNode;
  readonly submitWord: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSubmit: (fields: AccountFields) => void;
}) {
  const { vendor, initial, hasToken, isPending, error } = props;
  const [fields, setFields] = useState(initial);
  const set = (patch: Partial<AccountFields>) => setFields((now) => ({ ...now, ...patch }));
  const [isChecked, setChecked] = useState(false);
  const gaps = findGaps(fields, vendor, hasToken);
  const refused = toField(error);
  const errorOf = (name: string) =>
    (isChecked ? gaps[name] : undefined) ?? (refused === name ? toSentence(error) : undefined);
  const isShown = refused !== undefined && refused in { ...fields, ...keysOf(vendor) };
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (Object.keys(gaps).length === 0) props.onSubmit(fields);
      }}
    >
      {props.vendorPicker}
      <ConnectionFields vendor={vendor} hasToken={hasToken} fields={fields} onChange={set} errorOf={errorOf} />
      <SyncFields fields={fields} onChange={set} />
      {error === null || error === undefined || isShown ? null : (
        <p className={classes.error} role="alert">
          {toSentence(error)}
        </p>
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="sm" loading={isPending}>
          {props.submitWord}
        </Button>
      </div>
    </form>
  );
}

type FieldsProps = { readonly fields: AccountFields; readonly onChange: (patch: Partial<AccountFields>) => void };

/** What is needed to reach the vendor: name, address, token, and the vendor's own settings. */
function ConnectionFields(
  props: FieldsProps & {
    readonly vendor: Vendor;
    readonly hasToken: boolean;
    readonly errorOf: (field: string) => string | undefined;
  },
) {
  const { vendor, hasToken, fields, onChange, errorOf } = props;
  return (
    <>
      <TextInput
        label={say.name}
        description={say.howTheAccountIsCalled}
        value={fields.name}
        maxLength={80}
        required
        error={errorOf('name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={say.baseUrl}
        description={vendor.defaultBaseUrl === null ? say.givesItToYou(vendor.name) : say.leaveItUnlessTheVendor}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={fields.baseUrl}
        required
        error={errorOf('baseUrl')}
        onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
      />
      <PasswordInput
        label={vendor.tokenLabel}
        description={hasToken ? say.leaveItEmptyToKeep : undefined}
        autoComplete="off"
        value={fields.token}
        required={!hasToken}
        error={errorOf('token')}
        onChange={(event) => onChange({ token: event.currentTarget.value })}
      />
      {vendor.settings.map((setting) => (
        <TextInput
          key={setting.key}
          label={setting.label}
          description={setting.help}
          required={setting.required}
          value={fields.settings[setting.key] ?? ''}
          error={errorOf(setting.key)}
          onChange={(event) => onChange({ settings: { ...fields.settings, [setting.key]: event.currentTarget.value } })}
        />
      ))}
    </>
  );
}

/** What a sync does with numbers that only the vendor has, and how often it runs. */
function SyncFields({ fields, onChange }: FieldsProps) {
  return (
    <>
      <Radio.Group
        label={say.whenOnlyTheVendor}
        value={fields.adopt}
        onChange={(value) => {
          const chosen = adoptChoices.find((choice) => choice.value === value);
          if (chosen !== undefined) onChange({ adopt: chosen.value });
        }}
      >
        <div className={classes.radios}>
          {adoptChoices.map(({ value, label, about }) => (
            <Radio key={value} value={value} label={label} description={about} />
          ))}
        </div>
      </Radio.Group>
      <Checkbox
        label={say.putBackWhatIsGone}
        description={say.whenTheVendorNoLonger}
        checked={fields.putsBack}
        onChange={(event) => onChange({ putsBack: event.currentTarget.checked })}
      />
      <NativeSelect
        label={say.sync}
        data={scheduleChoices}
        value={String(fields.everyMinutes)}
        onChange={(event) => onChange({ everyMinutes: Number(event.currentTarget.value) })}
      />
    </>
  );
}

/** What is still missing before anything can be sent, by field. */
function findGaps(fields: AccountFields, vendor: Vendor, hasToken: boolean): Readonly<Record<string, string>> {
  const missing = vendor.settings.filter(({ key, required }) => required && (fields.settings[key] ?? '').trim() === '');
  return {
    ...(fields.name.trim() === '' ? { name: say.giveTheAccountAName } : {}),
    ...(fields.baseUrl.trim() === '' ? { baseUrl: say.giveTheAddress } : {}),
    ...(fields.token.trim() === '' && !hasToken ? { token: say.pasteTheToken } : {}),
    ...Object.fromEntries(missing.map(({ key, label }) => [key, say.isNeeded(label)])),
  };
}

function keysOf(vendor: Vendor): Readonly<Record<string, true>> {
  return Object.fromEntries(vendor.settings.map(({ key }) => [key, true]));
}
