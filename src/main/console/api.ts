// Requests to the server's own API. Nothing here or elsewhere asks another machine.

export interface SiteRow {
  site: string; name: string; devices: number; unreachable: number; alerts: number; waiting: number;
  lastMs?: number; rights: string[]; trouble?: string;
}
export interface AreaRow { id: string; parent: string; label: string; devices: number }
export type TraitValue = number | boolean | string | { hueDegrees: number; saturationPercent: number };
export interface DeviceCard {
  id: string; label: string; area: string; kind: string; available: boolean; simulated: boolean;
  traits: Record<string, TraitValue>; settable: string[]; stops: boolean;
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

/** Listens to a site until it is closed. The browser comes back by itself, and the server goes on where it was. */
export function listen(site: string, after: number, heard: (told: Told) => void, lost: () => void, state: (live: boolean) => void): () => void {
  const source = new EventSource(`${ROOT}/sites/${part(site)}/events?after=${after}`);
  source.addEventListener('line', (event) => heard(JSON.parse((event as MessageEvent).data)));
  source.addEventListener('gap', lost);
  source.addEventListener('hello', () => state(true));
  source.addEventListener('end', () => { source.close(); state(false); document.dispatchEvent(new CustomEvent('signed-out')); });
  source.addEventListener('error', () => state(false));
  return () => source.close();
}
