/** What this vendor keeps of an entry, as its capability record says, and what else a supervisor must know about it. */
import { wordFields } from '../../../shared/fields.ts';
import type { Vendor } from '../../../shared/contract/sync.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import classes from './Accounts.module.css';
import { keepingMarks, keepingWords } from './accountWords.ts';
import { keepsTableWords as say } from '../../../shared/words/page/accounts.ts';

const rows = [...wordFields, 'expiry', 'agents', 'remove', 'list'] as const;

export function KeepsTable({ vendor }: { readonly vendor: Vendor }) {
  return (
    <div className={classes.column}>
      <table className={classes.keeps}>
        <caption>{say.whatKeeps(vendor.name)}</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{keepingWords[row]}</th>
              <td>
                <StateMark mark={keepingMarks[vendor.keeps[row].how]} />
              </td>
              <td className={classes.quiet}>{vendor.keeps[row].note}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {vendor.warnings.length === 0 ? null : (
        <ul className={classes.warnings} aria-label={say.mindAbout(vendor.name)}>
          {vendor.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
