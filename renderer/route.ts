/**
 * The supervisor's route, kept in the address so that a reload finds it again:
 * `#/SCREEN[/REST…][/number/+E164][?filters]`. `#/number/+…` alone is the number's drawer over the list, no route at all Home.
 * Screens and the frame read it with `useRoute` and change it with `goTo`, `openNumber` and `closeNumber`.
 */
import { useMemo, useSyncExternalStore } from 'react';
import { type ScreenId, screenIds } from '../shared/actions.ts';

export type Route = {
  readonly screen: ScreenId;
  /** What follows the screen: an intake's, an account's or a run's id. */
  readonly rest: readonly string[];
  /** E.164 of the number whose drawer is open. */
  readonly number: string | null;
  readonly params: Readonly<Record<string, string>>;
};

function isScreen(text: string | undefined): text is ScreenId {
  return screenIds.some((id) => id === text);
}

/** Reads a location hash. Total: a hash that is no route means Home, a number's drawer alone the list under it. */
export function toRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
  const at = segments.indexOf('number');
  const named = at >= 0 ? (segments[at + 1] ?? '') : '';
  const number = /^\+[1-9]\d{3,14}$/.test(named) ? named : null;
  const [first, ...rest] = at >= 0 ? segments.slice(0, at) : segments;
  return {
    screen: isScreen(first) ? first : number === null ? 'home' : 'list',
    rest: isScreen(first) ? rest : [],
    number,
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The hash of a route; `toRoute` reads it back. */
export function toHash({ screen, rest, number, params }: Route): string {
  const path = [screen, ...rest.map(encodeURIComponent), ...(number === null ? [] : ['number', number])];
  const shown = screen === 'list' && rest.length === 0 && number !== null ? path.slice(1) : path;
  const query = new URLSearchParams(params).toString();
  return `#/${shown.join('/')}${query === '' ? '' : `?${query}`}`;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The current route, as the address says it. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => toRoute(hash), [hash]);
}

function show(route: Route, replace: boolean): void {
  const hash = toHash(route);
  if (hash === window.location.hash) return;
  if (!replace) {
    window.location.hash = hash;
    return;
  }
  window.history.replaceState(window.history.state, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Goes to a screen; the drawer closes. `replace`: without a new step in the browser's history. */
export function goTo(
  screen: ScreenId,
  to: { rest?: readonly string[]; params?: Readonly<Record<string, string>>; replace?: boolean } = {},
): void {
  show({ screen, rest: to.rest ?? [], number: null, params: to.params ?? {} }, to.replace ?? false);
}

/** Opens one number's drawer over the present screen. */
export function openNumber(number: string): void {
  const route = toRoute(window.location.hash);
  show({ ...route, number }, route.number !== null);
}

export function closeNumber(): void {
  show({ ...toRoute(window.location.hash), number: null }, false);
}

/** Replaces the filters of the screen without a new step in the browser's history. */
export function setParams(params: Record<string, string>): void {
  show({ ...toRoute(window.location.hash), params }, true);
}
