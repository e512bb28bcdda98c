// What a component shows of the server.
import { useCallback, useEffect, useRef, useState } from './preact.js';
import { comeBack } from './live.js';

const SOON_MILLIS = 1500;

/**
 * Loads something, and again when one of the dependencies changes or the connection comes back. What was loaded stays while the next is
 * under way or fails.
 *
 * @param load gets what requests take: a signal, and whether they run in the background
 * @param every loads again every so many milliseconds; 0 for never
 * @param after stores whose changes make it load again a little later
 */
export function useResource(load, dependencies, { every = 0, after = [] } = {}) {
  const [state, setState] = useState({ data: undefined, error: undefined, loading: true, at: 0 });
  const loader = useRef(load);
  loader.current = load;
  const running = useRef(null);

  const reload = useCallback(async ({ background = false } = {}) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const at = performance.now();
    setState((before) => ({ ...before, loading: true }));
    try {
      const data = await loader.current({ signal: abort.signal, background });
      if (!abort.signal.aborted) setState({ data, error: undefined, loading: false, at });
    } catch (error) {
      if (!abort.signal.aborted) setState((before) => ({ ...before, error, loading: false }));
    }
  }, []);

  useEffect(() => {
    let soon = 0;
    const inBackground = () => {
      soon = 0;
      if (!document.hidden) reload({ background: true });
    };
    const later = () => (soon ||= setTimeout(inBackground, SOON_MILLIS));
    reload();
    const timer = every > 0 ? setInterval(inBackground, every) : 0;
    const ends = [comeBack.listen(() => reload({ background: true })), ...after.map((store) => store.listen(later))];
    document.addEventListener('visibilitychange', later);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      ends.forEach((end) => end());
      document.removeEventListener('visibilitychange', later);
      running.current?.abort();
    };
  }, dependencies);

  return { ...state, reload };
}
