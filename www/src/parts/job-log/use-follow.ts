import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** The distance from the end that still counts as the end. */
const SLACK = 24;

export interface Follow {
  following: boolean;
  /** Stops following when the user goes to a line. Even if it is now the last one, the log is not followed until the user scrolls. */
  stop(): void;
  toggle(): void;
  onScroll(): void;
  /** Called before input of the user that may scroll. */
  onInput(): void;
}

/** Keeps a scrolling element at its end while it grows, until the user scrolls up, and again after the user has scrolled to the end. */
export function useFollow(scroller: RefObject<HTMLDivElement | null>, size: number, initially: boolean): Follow {
  const [following, setFollowing] = useState(initially);
  const lastTop = useRef(0);
  const stays = useRef(false);

  useLayoutEffect(() => {
    if (following && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [following, size]);

  return {
    following,
    stop() {
      stays.current = true;
      setFollowing(false);
    },
    toggle: () => setFollowing(!following),
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      const up = element.scrollTop < lastTop.current;
      lastTop.current = element.scrollTop;
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < SLACK;
      if (up && !atEnd) setFollowing(false);
      if (!up && atEnd && !stays.current) setFollowing(true);
    },
    onInput() {
      stays.current = false;
    },
  };
}
