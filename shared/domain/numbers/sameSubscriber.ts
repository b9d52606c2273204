// STUB until merged
import type { PhoneNumber, Region } from './numberValue.ts';
export const mayHaveOtherForms = (n: number): boolean => /^(52|55|54|229|225)/.test(String(n));
export function toCurrentForm(n: PhoneNumber): PhoneNumber | undefined {
  const t = String(n);
  const mx = /^521(\d{10})$/.exec(t);
  if (mx) return Number(`52${mx[1]}`) as PhoneNumber;
  const br = /^55(\d\d)([6-9]\d{7})$/.exec(t);
  if (br) return Number(`55${br[1]}9${br[2]}`) as PhoneNumber;
  return undefined;
}
export function sameSubscriber(n: PhoneNumber): readonly PhoneNumber[] {
  const t = String(n);
  const mx = /^52(\d{10})$/.exec(t);
  if (mx) return [Number(`521${mx[1]}`) as PhoneNumber];
  const br = /^55(\d\d)9([6-9]\d{7})$/.exec(t);
  if (br) return [Number(`55${br[1]}${br[2]}`) as PhoneNumber];
  return [];
}
export function readOldNational(d: string, region: Region): readonly PhoneNumber[] {
  if (region === 'MX') {
    const m = /^(?:044|045|01|1|521)(\d{10})$/.exec(d);
    return m ? [Number(`52${m[1]}`) as PhoneNumber] : [];
  }
  if (region === 'BR') {
    const m = /^0?(?:\d\d)?(\d\d)([6-9]\d{7})$/.exec(d);
    return m && d.length === 10 ? [Number(`55${m[1]}9${m[2]}`) as PhoneNumber] : [];
  }
  return [];
}
