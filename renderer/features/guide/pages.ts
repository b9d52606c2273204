/** The pages of the guide (docs/guide), a job each, and which one fits a screen. */
import type { ScreenId } from '../../../shared/actions.ts';
import beginTheDay from '../../../docs/guide/begin-the-day.md';
import blockANumber from '../../../docs/guide/block-a-number.md';
import bringAList from '../../../docs/guide/bring-a-list.md';
import cleanLeads from '../../../docs/guide/clean-leads.md';
import decideAConflict from '../../../docs/guide/decide-a-conflict.md';
import everyVendor from '../../../docs/guide/every-vendor.md';
import proveIt from '../../../docs/guide/prove-it.md';
import whereABlockHolds from '../../../docs/guide/where-a-block-holds.md';

/** In the order in which they are offered; the name is that of the file. */
export const guidePages = {
  'begin-the-day': beginTheDay,
  'block-a-number': blockANumber,
  'bring-a-list': bringAList,
  'where-a-block-holds': whereABlockHolds,
  'every-vendor': everyVendor,
  'decide-a-conflict': decideAConflict,
  'clean-leads': cleanLeads,
  'prove-it': proveIt,
} as const;

export type GuidePage = keyof typeof guidePages;
export const guidePageIds = Object.keys(guidePages) as readonly GuidePage[];

/** The page that a link of the guide leads to: `block-a-number.md`. */
export function toGuidePage(href: string): GuidePage | undefined {
  return guidePageIds.find((id) => href === `${id}.md`);
}

const byScreen: Readonly<Record<ScreenId, GuidePage>> = {
  home: 'begin-the-day',
  list: 'block-a-number',
  import: 'bring-a-list',
  scrub: 'clean-leads',
  conflicts: 'decide-a-conflict',
  accounts: 'every-vendor',
  runs: 'every-vendor',
  batches: 'bring-a-list',
  settings: 'prove-it',
};

/** The page that fits what is on the screen: an open number before the screen under it. */
export function findGuidePage(screen: ScreenId, isNumberOpen: boolean): GuidePage {
  return isNumberOpen ? 'every-vendor' : byScreen[screen];
}
