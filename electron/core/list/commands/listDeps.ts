/** What the parts of the list service share: the store and the world around it. */
import type { EntryRow, VendorRow } from '../../../../shared/contract/entries.ts';
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import type { ParsedNumber, PhoneNumber, Region } from '../../../../shared/domain/numbers/number.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { DeskTime } from '../../desk/deskTime.ts';
import type { Events } from '../../desk/events.ts';
import type { Standing } from '../../desk/standing.ts';
import type { SettingsService } from '../../desk/settings.ts';
import type { Clock } from '../../ports.ts';
import type { AskRegistries } from '../../registries/askRegistries.ts';
import type { Foresee } from '../write/entryChange.ts';
import type { ListStore } from '../write/listStore.ts';
import type { OpenConflicts } from '../pages/openConflicts.ts';

/** How the records that an entry asks for stand at the vendors. */
export type RecordSummary = EntryRow['vendors'];

/** What the list shows of the vendors' side; the sync engine knows it. */
export type VendorRecords = {
  /** Numbers without records may be left out. */
  readonly summarise: (numbers: readonly PhoneNumber[]) => ReadonlyMap<PhoneNumber, RecordSummary>;
  readonly rowsFor: (number: PhoneNumber) => readonly VendorRow[];
  /** What vendors have shown of the number's records: whose they are, and when and by whom they were made. */
  readonly historyOf: (number: PhoneNumber) => readonly { readonly at: Instant; readonly sentence: string }[];
  /** As `rowsFor`, for many. */
  readonly rowsOf: (numbers: readonly PhoneNumber[]) => ReadonlyMap<PhoneNumber, readonly VendorRow[]>;
  readonly foresee: Foresee;
  /** The open question about what a program handed in of one of these numbers. */
  readonly findAsked: (numbers: readonly PhoneNumber[]) => { readonly id: number; readonly number: number } | undefined;
  /** Takes these texts of a number out of what is kept of its records. In the caller's transaction. */
  readonly redact: (number: PhoneNumber, texts: readonly string[]) => void;
  /** Who was told what of an entry that a redaction takes out here, and what that means, as sentences. */
  readonly tellRedaction: (entry: Entry) => readonly string[];
};

/** What is needed to judge whether numbers may be called: a connection that only reads is enough. */
export type JudgeDeps = Pick<
  ListDeps,
  'targets' | 'settings' | 'time' | 'standing' | 'askRegistries' | 'readNumber' | 'otherCountries'
>;

/**
 * Of entries that a person releases, the numbers for which a lead of the shared list is asked instead: they stay blocked until one
 * answers. None where no list is shared, or the desk may release.
 */
export type AskReleases = (entries: readonly Entry[], why: string, act: Act) => readonly PhoneNumber[];

export type ListDeps = {
  readonly askReleases: AskReleases;
  readonly store: ListStore;
  readonly conflicts: OpenConflicts;
  readonly targets: () => TargetIndex;
  readonly records: VendorRecords;
  /** What the registries say of a number at a time (epoch milliseconds); null where none applies. */
  readonly askRegistries: AskRegistries;
  readonly settings: Pick<SettingsService, 'load' | 'zone'>;
  readonly clock: Clock;
  /** By which blocks end, and registries age. */
  readonly time: DeskTime;
  readonly standing: Standing;
  readonly events: Events;
  readonly toDay: DayWriter;
  /** Reads numbers as `parseNumber` does, prepared for many. */
  readonly readNumber: (raw: string, region: Region | undefined) => ParsedNumber;
  /** The countries in which a text that is not valid where it is asked could be a number. Costs some dozen probes. */
  readonly otherCountries: () => readonly Region[];
};
