/**
 * The sections of Settings, by which a route (`#/settings/policy`), a line of Home and the number box name them. The number box finds
 * each by its name and by its other words.
 */
const sections = {
  desk: { name: 'At the desk', synonyms: 'your name author company country region zone quiet hours' },
  deadline: { name: 'Requests against the clock', synonyms: 'rule due overdue deadline business days holidays' },
  notifications: { name: 'Notifications', synonyms: 'notify alerts system' },
  colours: { name: 'Colours', synonyms: 'colors theme light dark' },
  passphrase: { name: 'Where vendors’ tokens are kept', synonyms: 'keychain secrets passphrase sealed credentials' },
  data: { name: 'Data', synonyms: 'folder version verify history' },
  backups: { name: 'Backups', synonyms: 'restore copies' },
  policy: { name: 'Written policy', synonyms: 'procedures confirm regulator' },
  period: { name: 'Proof of a period', synonyms: 'evidence audit lawyer pdf export' },
  lock: { name: 'Screen lock', synonyms: 'pin away' },
  logs: { name: 'Logs of syncs', synonyms: 'keep days' },
  sessions: { name: 'Signed in', synonyms: 'sign out sessions browsers' },
  registries: { name: 'Registries', synonyms: 'national state lists ftc tps san subscription' },
  dialers: {
    name: 'For dialers',
    synonyms: 'tokens gate api http check openapi webhook certificate answers log voice agents results forms',
  },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly synonyms: string }>>;

export type SectionId = keyof typeof sections;
export const sectionIds = Object.keys(sections) as readonly SectionId[];

/** Its heading, and the other words by which it is found. */
export function getSection(id: SectionId): { readonly name: string; readonly synonyms: string } {
  return sections[id];
}
