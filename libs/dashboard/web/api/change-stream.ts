/** What is heard of the change stream (docs/protocol.md): that something has changed, and whether the server is there. */
export interface ChangeListener {
  changed(): void;
  /** The stream is open. */
  connected(): void;
  disconnected(): void;
}

/** A server without a stream is asked again so seldom. */
const ABSENT_RETRY_MS = 60_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** A heartbeat comes every 20 s at most. */
const SILENCE_MS = 30_000;

/**
 * Listens to the change stream until the signal says otherwise. `fetch` and not EventSource: a browser would ask for a password
 * by a window of its own when the session has ended.
 */
export async function listenToChanges(url: string, listener: ChangeListener, signal: AbortSignal): Promise<void> {
  let lastId: string | undefined;
  let retryMs = FIRST_RETRY_MS;
  while (!signal.aborted) {
    const silence = new AbortController();
    const outcome = await readStream(url, lastId, AbortSignal.any([signal, silence.signal]), silence, {
      ...listener,
      id: (id) => {
        lastId = id;
        retryMs = FIRST_RETRY_MS;
      },
    });
    if (signal.aborted) return;
    listener.disconnected();
    await pause(outcome === 'absent' ? ABSENT_RETRY_MS : retryMs * (0.5 + Math.random()), signal);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }
}

async function readStream(
  url: string,
  lastId: string | undefined,
  signal: AbortSignal,
  silence: AbortController,
  listener: ChangeListener & { id(id: string): void },
): Promise<'ended' | 'absent'> {
  const since = lastId === undefined ? '' : `&since=${encodeURIComponent(lastId)}`;
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const headers = { Accept: 'text/event-stream', 'X-Requested-With': 'XMLHttpRequest' };
    const response = await fetch(`${url}?snapshot=false${since}`, { headers, signal, cache: 'no-store' });
    if (response.status === 404) return 'absent';
    if (!response.ok || response.body === null) return 'ended';
    listener.connected();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'ended';
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      rest = takeLines(rest + value, listener);
    }
  } catch {
    return 'ended';
  } finally {
    clearTimeout(timer);
  }
}

/** The data itself is not looked at: what is shown is read anew, filtered by the server. */
function takeLines(text: string, listener: ChangeListener & { id(id: string): void }): string {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  for (const line of lines) {
    if (line.startsWith('id: ')) listener.id(line.slice(4));
    else if (line.startsWith('event: ')) listener.changed();
  }
  // of an event's data only the beginning is ever kept
  return rest.startsWith('data: ') ? 'data: ' : rest;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
