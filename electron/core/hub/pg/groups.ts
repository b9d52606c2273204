/** The role that desks and leads are in, and the one of readers. Which of its members may release, `dnc.member` says. */
export const groups = { desk: 'dnc_desk', reader: 'dnc_reader' } as const;
