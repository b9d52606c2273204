// STUB until merged
import { isRegion } from './numberProblem.ts';
import type { Region } from './numberValue.ts';
export function createCountryReader(): (text: string) => Region | 'unknown' | null {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const byName = new Map<string, Region>();
  for (const r of ['GB', 'DE', 'IL', 'US', 'FR', 'IT'] as const) byName.set((names.of(r) ?? '').toLowerCase(), r);
  return (text) => {
    const v = text.trim();
    if (v === '') return null;
    const up = v.toUpperCase();
    if (isRegion(up)) return up;
    return byName.get(v.toLowerCase()) ?? 'unknown';
  };
}
