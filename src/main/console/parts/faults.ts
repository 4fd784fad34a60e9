// Faults of a simulated device, to see what programs make of them. For administrators of its site.

import { html, type TemplateResult } from 'lit';
import { type DeviceCard, type LogLine, part, post } from '../api';
import { t, word } from '../texts';
import { Element, say, why } from './element';

const FAILURES = ['NO_ANSWER', 'BUSY', 'BLOCKED', 'LOCKED', 'LOW_BATTERY', 'TIMED_OUT', 'BAD_PARAMETER', 'OTHER'];

class Faults extends Element {
  static override properties = { site: {}, device: { attribute: false }, busy: { state: true } };
  site = '';
  device!: DeviceCard;
  private busy = false;
  private job = '';
  private asked = '';
  /** Ends of work that were told before the answer that names it. */
  private early: LogLine[] = [];

  /** Hears what became of it. */
  hear(line: LogLine): void {
    if (line.kind !== 'jobMoved' || (line.phase !== 'COMPLETED' && line.phase !== 'FAILED')) return;
    if (line.execution !== this.job) this.early = [...this.early.slice(-9), line];
    else {
      const { asked } = this;
      [this.job, this.asked] = ['', ''];
      if (line.phase === 'COMPLETED') say(t('fault.played', { fault: t(`fault.${asked}`), device: this.device.label }));
      else say(line.detail ?? line.failure ?? '', 'bad');
    }
  }

  private async play(what: string, value = ''): Promise<void> {
    this.busy = true;
    try {
      const started = await post<{ job: string }>(`/sites/${part(this.site)}/devices/${part(this.device.id)}/fault`, { what, value });
      [this.job, this.asked] = [started.job, what];
      const ended = this.early.find((line) => line.execution === started.job);
      if (ended) this.hear(ended);
    } catch (problem) {
      say(why(problem), 'bad');
    } finally {
      this.busy = false;
    }
  }

  private submit(event: Event, what: string): void {
    event.preventDefault();
    void this.play(what, String(new FormData(event.target as HTMLFormElement).get('value') ?? ''));
  }

  private form(what: string, field: TemplateResult): TemplateResult {
    return html`<form class="line" @submit=${(e: Event) => this.submit(e, what)}>${field}<button type="submit" class="quiet" ?disabled=${this.busy}>${t(`fault.${what}`)}</button></form>`;
  }

  override render(): TemplateResult {
    return html`<details class="card more faults"><summary>${t('faults')}</summary><p class="lead">${t('faults.lead')}</p>
      ${this.form('failing', html`<label>${t('fault.failing.value')}<select name="value">${FAILURES.map((each) => html`<option value=${each}>${word('failure', each)}</option>`)}</select></label>`)}
      ${this.form('late', html`<label>${t('fault.late.value')}<input name="value" type="number" min="0" max="600000" step="1" value="5000" required /></label>`)}
      ${this.form('battery', html`<label>${t('fault.battery.value')}<input name="value" type="number" min="0" max="100" value="5" required /></label>`)}
      ${this.form('press', html`<label>${t('fault.press.value')}<input name="value" value="pressed" maxlength="100" required /></label>`)}
      <p class="tools"><button type="button" class="quiet" ?disabled=${this.busy} @click=${() => this.play('unreachable')}>${t('fault.unreachable')}</button>
        <button type="button" class="main" ?disabled=${this.busy} @click=${() => this.play('mended')}>${t('fault.mended')}</button></p></details>`;
  }
}
customElements.define('device-faults', Faults);

/** Hands news on to the panel, where it is shown. */
export function faultsHear(root: HTMLElement, line: LogLine): void {
  root.querySelector<Faults>('device-faults')?.hear(line);
}
