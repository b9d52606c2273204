// Which Node runs the project's TypeScript; runs on Node 20 without packages.

/** Type stripping needs no flag from 22.18 and 23.6 on; better-sqlite3 13 crashes below 22. */
export const oldest = 'Node 22.18 or newer';

/** Whether a Node of this version runs TypeScript files directly. */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}
