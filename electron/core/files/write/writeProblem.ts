/** Says in one sentence why a file could not be written where the person wanted it. */
export function toWriteSentence(path: string, code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${path} cannot be written: its folder is not there; make it or choose another place.`;
    case 'EISDIR':
    case 'EEXIST':
    case 'ENOTEMPTY':
      return `${path} cannot be written: it is a folder; give the name of a file.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${path} cannot be written: you may not write there; choose another place.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `${path} cannot be written: the disk is full; free some space or choose another place.`;
    default:
      return `${path} cannot be written (${code}); choose another place.`;
  }
}
