/** Grey lines of the final height, so that nothing moves when the content arrives. */
import { Skeleton } from '@mantine/core';

export function LineSkeletons({ lines, height = 32 }: { readonly lines: number; readonly height?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} style={{ height, display: 'flex', alignItems: 'center' }}>
          <Skeleton height={10} width={`${88 - ((line * 17) % 40)}%`} radius="sm" />
        </div>
      ))}
    </div>
  );
}
