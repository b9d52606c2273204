/**
 * The screens. To add one: build it as a named component under features/NAME/, give it a name in
 * shared/actions.ts and a row here, and it is in the rail, in the number box's commands and behind its own address.
 *
 * Inside a screen: `useRoute()` (what follows the screen in the address), `useDesk()` (client and stores),
 * `useQuery(queries.….queryOptions(…))` for what is shown, `useMutation(queries.….mutationOptions(…))` for what is done,
 * `useTellUndo()` after it, `openNumber('+1212…')` for the drawer, and ui/ for marks, times, empty and error states.
 * A screen fills its area: start with `<Screen title="…" actions={…}>` (ui/Screen.tsx).
 */
import {
  FileCheck,
  FileInput,
  GitCompareArrows,
  History,
  House,
  List as ListIcon,
  type LucideIcon,
  RadioTower,
  Settings,
  Undo2,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { AccountsScreen } from './features/accounts/AccountsScreen.tsx';
import { BatchesScreen } from './features/batches/BatchesScreen.tsx';
import { ConflictsScreen } from './features/conflicts/ConflictsScreen.tsx';
import { HomeScreen } from './features/home/HomeScreen.tsx';
import { ImportScreen } from './features/import/ImportScreen.tsx';
import { ListScreen } from './features/list/ListScreen.tsx';
import { RunsScreen } from './features/runs/RunsScreen.tsx';
import { ScrubScreen } from './features/scrub/ScrubScreen.tsx';
import { SettingsScreen } from './features/settings/SettingsScreen.tsx';
import { type ScreenId, screenIds } from '../shared/actions.ts';

type ScreenParts = {
  readonly icon: LucideIcon;
  readonly component: ComponentType;
  /** How many things wait for a person on this screen; shown as a badge when it is not 0. */
  readonly badge?: 'conflicts' | 'accounts';
};
export type ScreenEntry = ScreenParts & { readonly id: ScreenId };

const parts: Readonly<Record<ScreenId, ScreenParts>> = {
  home: { icon: House, component: HomeScreen },
  list: { icon: ListIcon, component: ListScreen },
  import: { icon: FileInput, component: ImportScreen },
  scrub: { icon: FileCheck, component: ScrubScreen },
  conflicts: { icon: GitCompareArrows, component: ConflictsScreen, badge: 'conflicts' },
  accounts: { icon: RadioTower, component: AccountsScreen, badge: 'accounts' },
  runs: { icon: History, component: RunsScreen },
  batches: { icon: Undo2, component: BatchesScreen },
  settings: { icon: Settings, component: SettingsScreen },
};

/** The screens in the rail's order. */
export const screens: readonly ScreenEntry[] = screenIds.map((id) => ({ id, ...parts[id] }));

export function findScreen(id: ScreenId): ScreenEntry {
  return { id, ...parts[id] };
}
