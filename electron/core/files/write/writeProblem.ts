/** Why a file was not written. */
import { writeProblemWords as say } from '../../../../shared/words/core/files.ts';

/** Says in one sentence why a file could not be written where the person wanted it. */
export function toWriteSentence(path: string, code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return say.cannotBeWrittenIts(path);
    case 'EISDIR':
    case 'EEXIST':
    case 'ENOTEMPTY':
      return say.cannotBeWrittenIt(path);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return say.cannotBeWrittenYou(path);
    case 'ENOSPC':
    case 'EDQUOT':
      return say.cannotBeWrittenThe(path);
    default:
      return say.cannotBeWrittenChoose(path, code);
  }
}
