// Controls that fit the traits of a device. What is asked shows at once; what really happened follows, and a failure says why.

import { html, nothing, type TemplateResult } from 'lit';
import { type DeviceCard, get, type LogLine, part, post, Problem, type TraitValue } from '../api';
import { num, t, word } from '../texts';
import { say, why } from './element';

/** A wish that has not been answered by the field yet. */
interface Pending { label: string; trait: string; value: TraitValue | undefined; execution?: string }

/** Where the end of an execution is not heard, it is asked for. */
const LOOK_MS = 20_000;
const EARLY = 200;

type End = Pick<LogLine, 'execution' | 'phase' | 'failure'>;
const over = (phase: string | undefined): boolean => phase === 'COMPLETED' || phase === 'FAILED';

/** The wishes of one screen. Each belongs to an execution, and stands until that has ended. */
export class Wishes {
  private readonly pending = new Map<string, Pending>();
  /** Executions that ended before the answer to the request for them was here. */
  private readonly early = new Map<string, End>();

  constructor(private readonly site: () => string, private readonly changed: () => void) {}

  value(device: DeviceCard, trait: string): TraitValue | undefined {
    const wish = this.pending.get(device.id);
    return wish?.trait === trait ? wish.value : device.traits[trait];
  }

  busy(id: string): boolean {
    return this.pending.has(id);
  }

  /** What really is comes anew: nothing that was wished before is shown any more. */
  forget(): void {
    this.pending.clear();
    this.early.clear();
    this.changed();
  }

  async ask(device: DeviceCard, body: { trait?: string; value?: TraitValue; stop?: true; command?: string; parameters?: unknown[] }): Promise<void> {
    const wish: Pending = { label: device.label, trait: body.trait ?? '', value: body.value };
    this.pending.set(device.id, wish);
    this.changed();
    try {
      const started = await post<{ execution: string }>(`/sites/${part(this.site())}/devices/${part(device.id)}/commands`, body);
      wish.execution = started.execution;
      const ended = this.early.get(started.execution);
      if (ended) this.ended(ended);
      else setTimeout(() => void this.look(device.id, wish), LOOK_MS);
    } catch (problem) {
      this.drop(device.id, wish);
      say(t('command.refused', { device: device.label, why: why(problem) }), 'bad');
    }
  }

  /** Hears what became of executions. */
  hear(line: LogLine): void {
    if (line.kind !== 'executionMoved' || !over(line.phase)) return;
    if (!this.ended(line)) {
      this.early.set(line.execution ?? '', line);
      if (this.early.size > EARLY) this.early.delete(this.early.keys().next().value as string);
    }
  }

  private ended(end: End): boolean {
    for (const [id, wish] of this.pending) {
      if (wish.execution === end.execution) {
        this.drop(id, wish);
        if (end.phase === 'FAILED') say(t('command.failed', { device: wish.label, why: end.failure ?? '' }), 'bad');
        return true;
      }
    }
    return false;
  }

  /** Asks what became of a wish that still stands. */
  private async look(id: string, wish: Pending): Promise<void> {
    if (this.pending.get(id) !== wish || !wish.execution) return;
    try {
      const now = await get<{ phase: string; failureText: string }>(`/sites/${part(this.site())}/executions/${part(wish.execution)}`);
      if (over(now.phase)) this.ended({ execution: wish.execution, phase: now.phase, failure: now.failureText });
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 404) this.drop(id, wish);
    }
    if (this.pending.get(id) === wish) setTimeout(() => void this.look(id, wish), LOOK_MS);
  }

  private drop(id: string, wish: Pending): void {
    if (this.pending.get(id) === wish) this.pending.delete(id);
    this.changed();
  }
}

const SWITCHES = ['onOff', 'opening', 'lock', 'switchClosure', 'armed'];
const RANGES: Record<string, [number, number, number]> = {
  level: [0, 100, 1], coverPosition: [0, 100, 1], coverTilt: [0, 100, 1], fanSpeed: [0, 100, 1],
  targetTemperature: [5, 30, 0.5], colorTemperature: [2000, 6500, 50],
};
const UNITS: Record<string, string> = {
  level: '%', coverPosition: '%', coverTilt: '%', fanSpeed: '%', targetTemperature: '°C', colorTemperature: 'K', power: 'W', energy: 'kWh',
  temperature: '°C', humidity: '%', illuminance: 'lx', carbonDioxide: 'ppm', battery: '%', lampHours: 'h', tilt: '°',
};

/** A value as people read it. */
export function shown(trait: string, value: TraitValue | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'boolean') return t(`is.${trait}.${value}`);
  if (typeof value === 'number') return `${num(value)} ${UNITS[trait] ?? ''}`.trim();
  if (typeof value === 'string') return value;
  return `${num(value.hueDegrees, 0)}° ${num(value.saturationPercent, 0)} %`;
}

export interface Bounds { min?: number; max?: number }

export function control(device: DeviceCard, trait: string, wishes: Wishes, may: boolean, bounds: Bounds = {}): TemplateResult | typeof nothing {
  const value = wishes.value(device, trait);
  const name = `${word('trait', trait)}, ${device.label}`;
  if (SWITCHES.includes(trait)) {
    const on = value === true;
    return html`<button type="button" role="switch" class="switch" aria-checked=${on} aria-label=${name} ?disabled=${!may}
      @click=${() => wishes.ask(device, { trait, value: !on })}><span class="knob"></span><span class="state">${shown(trait, value)}</span></button>`;
  }
  if (trait in RANGES) {
    const [low, high, step] = RANGES[trait];
    return html`<span class="slider"><input type="range" aria-label=${name} min=${bounds.min ?? low} max=${bounds.max ?? high} step=${step}
      .value=${String(typeof value === 'number' ? value : low)} aria-valuetext=${shown(trait, value)} ?disabled=${!may}
      @change=${(e: Event) => wishes.ask(device, { trait, value: Number((e.target as HTMLInputElement).value) })}
      @input=${(e: Event) => { const out = (e.target as HTMLElement).nextElementSibling; if (out) out.textContent = shown(trait, Number((e.target as HTMLInputElement).value)); }}
      /><output .textContent=${shown(trait, value)}></output></span>`;
  }
  if (trait === 'color') {
    const now = typeof value === 'object' ? value : { hueDegrees: 0, saturationPercent: 0 };
    const ask = (part: object) => wishes.ask(device, { trait, value: { ...now, ...part } });
    return html`<span class="slider colour"><input type="range" class="hue" aria-label=${`${t('colour.hue')}, ${device.label}`} min="0" max="360" .value=${String(now.hueDegrees)}
      ?disabled=${!may} @change=${(e: Event) => ask({ hueDegrees: Number((e.target as HTMLInputElement).value) })} />
      <input type="range" aria-label=${`${t('colour.saturation')}, ${device.label}`} min="0" max="100" .value=${String(now.saturationPercent)}
      ?disabled=${!may} @change=${(e: Event) => ask({ saturationPercent: Number((e.target as HTMLInputElement).value) })} /></span>`;
  }
  return nothing;
}

export function stop(device: DeviceCard, wishes: Wishes, may: boolean): TemplateResult | typeof nothing {
  const travels = device.stops && (device.settable.includes('coverPosition') || device.settable.includes('opening'));
  return travels
    ? html`<button type="button" class="quiet" aria-label=${`${t('stop')}, ${device.label}`} ?disabled=${!may} @click=${() => wishes.ask(device, { stop: true })}>${t('stop')}</button>`
    : nothing;
}

/** The traits by which a device is known at a glance. */
export function glance(device: DeviceCard): [string, TraitValue][] {
  const order = ['onOff', 'level', 'coverPosition', 'opening', 'lock', 'targetTemperature', 'temperature', 'occupancy', 'contact', 'humidity', 'illuminance',
    'carbonDioxide', 'smoke', 'waterLeak', 'rain', 'armed', 'power', 'energy', 'windSpeed', 'button'];
  return order.filter((trait) => trait in device.traits).slice(0, 2).map((trait) => [trait, device.traits[trait]]);
}
