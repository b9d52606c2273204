/** The properties of vCards, one after another, gathered into cards, and these into rows. */
import { isPhoneLink } from '../../../../../shared/domain/numbers/formulaText.ts';
import type { Row } from '../../text/dialect.ts';
import { type ContactNumber, firstText, toContactRows } from './contact.ts';
import { toComponents, unescapeValue, type VcardProperty } from './vcardLine.ts';

export type CardGatherer = {
  /** Takes a property, the line on which it stands, and its value as text. */
  readonly take: (property: VcardProperty, line: number, text: string) => void;
  /** Ends a card that is still open. */
  readonly end: (line: number) => void;
  /** The rows since the last call. */
  readonly takeRows: () => Row[];
  /** Whether the card is of version 2.1. */
  readonly isOld: () => boolean;
};

/** `line`: the line of its name. Labels are kept by the group that ties each to a number. */
type Card = {
  line: number | undefined;
  isOld: boolean;
  readonly names: Map<string, string>;
  readonly labels: Map<string, string>;
  numbers: (ContactNumber & { readonly group: string })[];
};

/** The most numbers that are held of one card; real cards have fewer. */
const mostNumbers = 1000;
/** The properties that can name a contact, best first. */
const namesInOrder = ['FN', 'N', 'NICKNAME', 'ORG', 'EMAIL'] as const;

/** Gathers the lines of one card after the other and makes rows of each that has a number. */
export function createCardGatherer(): CardGatherer {
  let rows: Row[] = [];
  let card: Card | undefined;

  function end(line: number): void {
    if (card !== undefined) rows.push(...toRows(card, line));
    card = undefined;
  }

  function addNumber(text: string, { types, group, name }: VcardProperty, line: number): void {
    const phone = text.trim();
    if (phone === '') return;
    // After a card within a card, the outer one goes on.
    card ??= createCard();
    const type = [...types, ...(name === 'TEL' ? [] : [name.toLowerCase()])].join(', ');
    card.numbers.push({ line, phone, type, group });
    if (card.numbers.length < mostNumbers) return;
    rows.push(...toRows(card, line));
    card.numbers = [];
  }

  return {
    end,
    isOld: () => card?.isOld === true,
    take(property, line, text) {
      const { name, group } = property;
      if (name === 'BEGIN') {
        end(line - 1);
        card = createCard();
      } else if (name === 'END') end(line);
      else if (name === 'TEL') addNumber(unescapeValue(text), property, line);
      else if (name === 'IMPP' || name === 'URL') addNumber(toNumberOf(text), property, line);
      else if (name === 'X-ABLABEL') card?.labels.set(group, text.replace(/^_\$!<(.*)>!\$_$/, '$1'));
      else if (name.startsWith('X-')) addNumber(toNumberOf(text), property, line);
      else if (card === undefined) return;
      else if (name === 'VERSION') card.isOld = text.trim() === '2.1';
      else if (!card.names.has(name)) {
        card.names.set(name, toName(name, text));
        card.line ??= line;
      }
    },
    takeRows() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

function createCard(): Card {
  return { line: undefined, isOld: false, names: new Map(), labels: new Map(), numbers: [] };
}

function toName(name: string, text: string): string {
  const parts = toComponents(text);
  // Family name, given name, additional names (RFC 6350, 6.2.2).
  if (name === 'N') return [parts[1], parts[2], parts[0]].join(' ');
  return name === 'ORG' ? parts.filter((part) => part.trim() !== '').join(', ') : unescapeValue(text);
}

function toRows({ names, labels, numbers, line }: Card, at: number): Row[] {
  const labelled = numbers.map(({ group, ...number }) => {
    const label = group === '' ? undefined : labels.get(group);
    return { ...number, type: [number.type, firstText(label)].filter((text) => text !== '').join(', ') };
  });
  return toContactRows(firstText(...namesInOrder.map((name) => names.get(name))), labelled, line ?? at);
}

/** The number that an address of another kind leads to: `sip:+1…@example.com`, `x-apple:+1…`; else nothing. */
function toNumberOf(address: string): string {
  const [, number] = /^\s*[a-z][\w+.-]*:(?:\/\/)?(\+?(?:[\s().-]*\d){5,})/i.exec(address) ?? [];
  if (number === undefined) return '';
  if (isPhoneLink(address)) return address;
  return /^\+(?:\D*\d){7}/.test(number) ? number : '';
}
