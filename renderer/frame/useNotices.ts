/**
 * Looks every half minute at what needs a person: the title of the page and the badge say how many things do, and while the desk
 * is not in front, the system tells what is new.
 */
import { useEffect } from 'react';
import { listNews, toNeedKind } from '../../shared/domain/home/needKinds.ts';
import { useDesk } from '../desk.tsx';
import { noticesWords as say } from '../../shared/words/page/frame.ts';

const lookAgainMs = 30_000;
const name = say.dncDesk;

export function useNotices(): void {
  const { client, notifier } = useDesk();
  useEffect(() => {
    let before: ReadonlySet<string> | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    async function look(): Promise<void> {
      const [{ needs }, { notify }] = await Promise.all([client.home.state(), client.app.settings()]);
      if (isOver) return;
      const counted = needs.filter((need) => toNeedKind(need) !== undefined).length;
      document.title = counted === 0 ? name : `(${counted}) ${name}`;
      notifier.setBadge(counted);
      const news = listNews(before, needs, notify);
      const [worst] = news;
      if (worst !== undefined && !document.hasFocus()) {
        const more = news.length === 1 ? '' : say.andMoreThingsNeedYou(news.length - 1);
        notifier.show({ title: name, body: `${worst.sentence}${more}` });
      }
      before = new Set(needs.map(({ key }) => key));
    }
    // What cannot be asked now is asked the next time: the page says itself that the connection is lost.
    const again = (): void => {
      void look()
        .catch(() => undefined)
        .finally(() => {
          if (!isOver) timer = setTimeout(again, lookAgainMs);
        });
    };
    again();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, notifier]);
}
