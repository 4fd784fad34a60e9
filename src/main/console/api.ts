// Requests to the server's own API. Nothing here or elsewhere asks another machine.

export interface SiteRow {
  site: string; name: string; devices: number; unreachable: number; alerts: number; waiting: number;
  lastMs?: number; rights: string[]; trouble?: string;
}
export interface AreaRow { id: string; parent: string; label: string; devices: number }
export type TraitValue = number | boolean | string | { hueDegrees: number; saturationPercent: number };
export interface DeviceCard {
  id: string; label: string; area: string; kind: string; available: boolean; simulated: boolean;
  traits: Record<string, TraitValue>; settable: string[]; stops: boolean; latitude?: number; longitude?: number;
}
export interface TraitSheet {
  name: string; value?: TraitValue; target?: TraitValue; unit: string; settable: boolean; min?: number; max?: number;
}
export interface Who { dialect: string; who: string; request: string }
export interface Change { seq: number; atMs: number; cause: Who }
export interface CommandSheet { name: string; parameters: { name: string; optional: boolean }[] }
export interface DeviceSheet {
  device: DeviceCard; type: string; widget: string;
  gateway: { id: string; label: string; driver: string; alive: boolean; simulated: boolean };
  traits: TraitSheet[]; states: { name: string; kind: string; value: unknown }[]; commands: CommandSheet[];
  lastChange?: Change; seq: number;
}
export interface LogLine {
  seq: number; atMs: number; kind: string; cause: Who; devices: string[]; count: number; subject?: string;
  execution?: string; phase?: string; failure?: string; detail?: string;
  changes: { device: string; states: Record<string, unknown> }[];
}
export interface Attempt {
  subscription: string; message: string; seq: number; tries: number; delivered: boolean; outcome: string;
  firstMs: number; lastMs: number; tookMs: number;
}
export interface LogChain { line: LogLine; chain: LogLine[]; whole: boolean; webhooks: Attempt[] }
export interface Language { dialect: string; request?: string; answer?: unknown; absent?: string }
export interface Me { name: string; displayName: string; sites: { site: string; verbs: string[] }[] }

/** A refusal, as the server words it. */
export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, detail: string) {
    super(detail);
  }
}

const ROOT = '/console/api';

/** Of a path's part: ids hold slashes. */
export const part = (text: string): string => encodeURIComponent(text);

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(ROOT + path, {
      method,
      headers: body === undefined ? { Accept: 'application/json' } : { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, 'offline', '');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 401 && path !== '/sign-in') document.dispatchEvent(new CustomEvent('signed-out'));
    if (answer.status === 403) void refresh().catch(() => undefined);
    throw new Problem(answer.status, problem.title ?? '', problem.detail ?? String(answer.status));
  }
  return answer.status === 204 ? (undefined as T) : answer.json();
}

export const get = <T>(path: string): Promise<T> => ask<T>('GET', path);
export const post = <T>(path: string, body?: unknown): Promise<T> => ask<T>('POST', path, body);
export const patch = <T>(path: string, body: unknown): Promise<T> => ask<T>('PATCH', path, body);
export const remove = <T>(path: string): Promise<T> => ask<T>('DELETE', path);

/** The command that gives what a screen shows; curl asks for the password. */
export function curl(path: string, name: string, body?: unknown): string {
  const more = body === undefined ? '' : ` -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  return `curl -sS --cacert data/demo/ca.pem -u ${name}${more} '${location.origin}${ROOT}${path}'`;
}

export interface Told { line: LogLine; devices: { id: string; available: boolean; traits: Record<string, TraitValue> }[]; card?: DeviceCard }

/** Whether news comes in, and in how many seconds it is tried again where it does not. */
export interface Live { on: boolean; againS?: number }

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
const SETTLED_MS = 30_000;

/**
 * Listens to a site until it is closed. Where the connection breaks the browser comes back by itself; where the server refuses it, the browser
 * gives up, and it is tried again here with growing pauses. Either way the server goes on behind the last event that was heard.
 */
export function listen(site: string, after: number, heard: (told: Told) => void, lost: () => void, state: (live: Live) => void): () => void {
  let at = after;
  let pause = FIRST_PAUSE_MS;
  let opened = 0;
  let timer = 0;
  let closed = false;
  let source: EventSource | undefined;

  const again = (): void => {
    source?.close();
    if (closed) return;
    if (Date.now() - opened > SETTLED_MS) pause = FIRST_PAUSE_MS;
    state({ on: false, againS: Math.round(pause / 1000) });
    // not all browsers at the same moment
    timer = window.setTimeout(() => void open(), pause * (0.8 + 0.4 * Math.random()));
    pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
  };
  const open = async (): Promise<void> => {
    try {
      // tells whether the person is still signed in, which a stream that is refused does not
      if (opened) await refresh();
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) closed = true;
      else again();
      return;
    }
    if (closed) return;
    opened = Date.now();
    source = new EventSource(`${ROOT}/sites/${part(site)}/events?after=${at}`);
    const on = (name: string, what: (event: MessageEvent) => void) => source?.addEventListener(name, (event) => what(event as MessageEvent));
    on('hello', () => state({ on: true }));
    on('line', (event) => {
      at = Number(event.lastEventId);
      heard(JSON.parse(event.data));
    });
    on('gap', (event) => {
      at = Number(event.lastEventId);
      lost();
    });
    on('rights', () => void refresh().catch(() => state({ on: true })));
    on('end', (event) => {
      if (!JSON.parse(event.data).signedOut) return again();
      closed = true;
      source?.close();
      state({ on: false });
      document.dispatchEvent(new CustomEvent('signed-out'));
    });
    on('error', () => {
      if (source?.readyState === EventSource.CLOSED) again();
      else state({ on: false });
    });
  };
  void open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}

/** Asks anew who the person is and what they may do, and tells the whole console. */
export async function refresh(): Promise<void> {
  document.dispatchEvent(new CustomEvent('me', { detail: await get<Me>('/me') }));
}
